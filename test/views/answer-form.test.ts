import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderCard } from '../../adapters/teams/render.ts';
import { type Item, itemSchema, present } from '../../src/domain/deck.ts';
import type { Prompt, Session } from '../../src/domain/session.ts';
import { buttonsOf, type Letter } from '../../src/letter.ts';
import { saidTo } from '../../src/outbound.ts';
import { question } from '../../src/views/question.ts';
import { everyKind, hinted } from '../support/decks.ts';

const prompt: Prompt = { deck: 'd', item: 'i', version: 1, purpose: 'new', progress: [] };
const session: Session = {
  id: 's',
  member: 'ana',
  day: Temporal.PlainDate.from('2026-11-23'),
  status: 'open',
  planned: true,
  prompts: [prompt],
  position: 0,
};

function asked(item: Item) {
  return saidTo('en', question(item, present(item, { seed: 's', progress: [] }), { session, prompt }));
}

function letterOf(item: Item): Letter {
  return { id: 'l', workspace: 'slack:T1', to: { kind: 'member', member: 'ana' }, outbound: asked(item), purpose: 'p' };
}

const long = (i: number, letters: number) => `${i} ${'words '.repeat(letters / 6)}`.slice(0, letters).trim();
const common = { id: 'largest', topic: 'Topic', prompt: long(0, 1200), hints: ['A hint.'] };
const largest: Record<string, Item> = {
  matching: itemSchema.parse({
    ...common,
    kind: 'matching',
    pairs: Array.from({ length: 8 }, (_, i) => ({ left: long(i, 150), right: long(i + 8, 150) })),
    distractors: Array.from({ length: 4 }, (_, i) => long(i + 16, 150)),
  }),
  ordering: itemSchema.parse({ ...common, kind: 'ordering', steps: Array.from({ length: 8 }, (_, i) => long(i, 200)) }),
  cloze: itemSchema.parse({ ...common, kind: 'cloze', text: `${'{{gap}} words '.repeat(6)}${long(0, 900)}` }),
  'multi-select': itemSchema.parse({
    ...common,
    kind: 'multi-select',
    options: Array.from({ length: 8 }, (_, i) => ({ text: long(i, 300), ...(i > 3 && { correct: true }) })),
  }),
};

describe('the form of an answer', () => {
  it.each(Object.keys(largest))('fits into a message, however large: %s', (kind) => {
    const item = largest[kind];
    if (!item) throw new Error(kind);
    const message = JSON.stringify(renderMessage(letterOf(item)));
    expect(message).not.toContain('longer than Slack can show');
    const card = JSON.stringify(renderCard(letterOf(item)));
    expect(card).toContain('Not sure');
    expect(card.length).toBeLessThan(25_000);
  });

  it.each([...everyKind.items, ...hinted.items].map((item) => [item.kind, item] as const))(
    'has three buttons at most beside its options: %s',
    (_, item) => {
      const others = buttonsOf(asked({ ...item, hints: ['A hint.'] })).filter((button) => !button.id.startsWith('pick-'));
      expect(others.length).toBeLessThanOrEqual(3);
      expect(others.map((button) => button.label)).toContain('Hint');
    },
  );

  it('has no button for a hint where there is none', () => {
    const labels = everyKind.items.map((item) => buttonsOf(asked(item)).map((button) => button.label));
    expect(labels.flat()).not.toContain('Hint');
  });
});
