import type { Block, Button, Outbound } from '../../src/letter.ts';
import { parse } from '../../src/markdown.ts';
import type { Entry } from './transcript.ts';
import type { ShownBlock, ShownButton, ShownEntry } from './wire.ts';

/** A message as the page draws it. */
export function renderEntry(entry: Entry): ShownEntry {
  const { id, number, version, at, author, letter } = entry;
  return {
    id,
    number,
    version,
    at,
    author,
    place: entry.place.kind,
    aside: entry.onlyFor !== undefined,
    thread: entry.under !== undefined,
    changed: (letter?.before.length ?? 0) > 0,
    ...(entry.text !== undefined && { text: entry.text }),
    ...(entry.attachments && { attachments: entry.attachments }),
    ...(letter && { letter: { id: letter.id, text: letter.outbound.text, blocks: renderBlocks(letter.outbound) } }),
  };
}

function renderBlocks(outbound: Outbound): ShownBlock[] {
  return outbound.blocks.map(renderBlock);
}

function renderBlock(block: Block): ShownBlock {
  switch (block.type) {
    case 'text':
    case 'note':
      return { type: block.type, text: [...parse(block.text)] };
    case 'buttons':
      return { type: 'buttons', buttons: block.buttons.map(renderButton) };
    case 'facts':
    case 'divider':
    case 'chart':
    case 'input':
      return block;
  }
}

// The intent stays here: the page needs to name a button, not to know what it does.
function renderButton({ intent, ...shown }: Button): ShownButton {
  return shown;
}
