import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafe } from '../../adapters/playground/page/paragraphs.ts';
import { renderEntry } from '../../adapters/playground/render.ts';
import type { Block, Input, Letter } from '../../src/letter.ts';
import { chartSchema } from '../../src/letter.ts';
import { authored, md } from '../../src/markdown.ts';
import { cases, written } from './cases.ts';
import { expectHarmlessOnSlack, expectHarmlessOnTeams } from './harmless.ts';

const options = fc
  .uniqueArray(written, { minLength: 1, maxLength: 14 })
  .map((labels) => labels.map((label, i) => ({ value: String(i), label })));
const shape = { label: written, hint: fc.option(written, { nil: undefined }) };
const input: fc.Arbitrary<Input> = fc.oneof(
  fc
    .record({ as: fc.constantFrom('line', 'lines', 'time'), value: written, ...shape })
    .map((field) => ({ id: 'field', ...defined(field) })),
  fc
    .record({ as: fc.constant('one-of'), options, value: fc.constantFrom('0', '3'), ...shape })
    .map((field) => ({ id: 'one', ...defined(field) })),
  fc
    .record({
      as: fc.constantFrom('some-of', 'people'),
      options,
      value: fc.uniqueArray(fc.oneof(fc.constantFrom('0', '1'), written)),
      ...shape,
    })
    .map((field) => ({ id: 'some', ...defined(field) })),
);
const fact = fc.record({ label: written, value: written });
const block: fc.Arbitrary<Block> = fc.oneof(
  written.map((text): Block => ({ type: 'text', text: md`**${text}** said: ${text}` })),
  // To read Markdown of one mark four thousand times takes a second, and a deck's own text is shorter.
  written.map((text): Block => ({ type: 'text', text: authored(text.slice(0, 500)) })),
  written.map((text): Block => ({ type: 'note', text: md`${text}` })),
  fc.array(fact, { minLength: 1, maxLength: 12 }).map((facts): Block => ({ type: 'facts', facts })),
  fc.constant<Block>({ type: 'divider' }),
  fc
    .record({
      as: fc.constantFrom('line', 'bar'),
      title: written,
      text: written,
      values: fc.array(fc.nat(), { minLength: 2, maxLength: 2 }),
    })
    .map(({ as, title, text, values }) => {
      const series = [{ name: title.slice(0, 20).toWellFormed() || 'One', values }];
      return chartSchema.parse({
        type: 'chart',
        as,
        title: title.slice(0, 50).toWellFormed() || 'Chart',
        labels: ['a', 'b'],
        series,
        text: text || 'Words',
      });
    }),
  fc.uniqueArray(written, { minLength: 1, maxLength: 7 }).map(
    (labels): Block => ({
      type: 'buttons',
      buttons: labels.map((label, i) => ({ id: `b${i}`, label: label.slice(0, 75), intent: { type: 'help' } })),
    }),
  ),
);
const letter: fc.Arbitrary<Letter> = fc
  .record({ text: written, blocks: fc.array(block, { maxLength: 6 }), field: fc.option(input, { nil: undefined }) })
  .map(({ text, blocks, field }) => ({
    id: 'L1',
    workspace: 'slack:T1',
    to: { kind: 'member', member: 'U1' },
    outbound: { text: text || 'Hello', blocks: field ? [...blocks, { type: 'input', input: field }] : blocks },
    purpose: 'test',
  }));

function defined<T extends { hint: string | undefined }>({ hint, ...field }: T) {
  return { ...field, ...(hint !== undefined && { hint }) };
}

test('on Slack no letter mentions anybody by what was written, or breaks a limit', () => {
  fc.assert(
    fc.property(letter, (sent) => {
      expectHarmlessOnSlack(sent);
    }),
    cases({ few: 300, of100: 12 }),
  );
});

test('on Teams no letter mentions anybody by what was written, runs Markdown in it, leads anywhere but to the web, or is too large', () => {
  fc.assert(
    fc.property(letter, (sent) => {
      expectHarmlessOnTeams(sent);
    }),
    cases({ few: 300, of100: 12 }),
  );
});

test('the playground is given words and links to the web, and nothing that it would run', () => {
  fc.assert(
    fc.property(letter, ({ id, purpose, outbound }) => {
      const entry = renderEntry({
        id,
        number: 1,
        version: 1,
        at: '2026-11-23T08:00:00Z',
        place: { kind: 'channel' },
        author: 'cairn',
        letter: { id, purpose, outbound, before: [] },
      });
      for (const shown of entry.letter?.blocks ?? []) {
        if (shown.type !== 'text' && shown.type !== 'note') continue;
        for (const paragraph of shown.text) {
          const runs = paragraph.type === 'code' ? [] : paragraph.runs;
          for (const { link } of runs) if (link !== undefined && isSafe(link)) expect(link).toMatch(/^\s*(https?|mailto):/i);
          expect(runs.every((run) => typeof run.text === 'string')).toBe(true);
        }
      }
    }),
    cases({ few: 300, of100: 12 }),
  );
});
