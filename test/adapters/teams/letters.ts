import type { Block, Button, Letter, Outbound } from '../../../src/letter.ts';
import { authored } from '../../../src/markdown.ts';
import { WORKSPACE } from './listening.ts';

export function letter(outbound: Outbound, over: Partial<Letter> = {}): Letter {
  return { id: 'letter-1', workspace: WORKSPACE, to: { kind: 'member', member: 'ana' }, purpose: 'test', ...over, outbound };
}

export function says(text: string, ...more: Block[]): Outbound {
  return { text, blocks: [{ type: 'text', text: authored(text) }, ...more] };
}

export function button(id: string, label: string, over: Partial<Button> = {}): Button {
  return { id, label, intent: { type: 'help' }, ...over };
}

export const buttons = (...buttons: Button[]): Block => ({ type: 'buttons', buttons });
