import { describe, expect, it } from 'vitest';
import { renderActivity, renderCard } from '../../../adapters/teams/render.ts';
import type { Block, Input } from '../../../src/letter.ts';
import { authored, md } from '../../../src/markdown.ts';
import { actionsOn, elementsIn, inputsOn, problemsOf, textOn } from '../../support/teams-cards.ts';
import { button, buttons, letter, says } from './letters.ts';

const card = (...blocks: Block[]) => renderCard(letter({ text: 'In plain words', blocks }));
const text = (source: string): Block => ({ type: 'text', text: authored(source) });
const run = (words: string, style: object = {}) => ({ type: 'TextRun', text: words, ...style });
const line = (...inlines: object[]) => ({ type: 'RichTextBlock', inlines });

describe('text', () => {
  it.each<[string, Block, object[]]>([
    ['words', text('Hello'), [line(run('Hello'))]],
    [
      'styles',
      text('a **b** *c* `d`'),
      [
        line(
          run('a '),
          run('b', { weight: 'Bolder' }),
          run(' '),
          run('c', { italic: true }),
          run(' '),
          run('d', { fontType: 'Monospace' }),
        ),
      ],
    ],
    [
      'a link',
      text('[rule](https://rules.example/7)'),
      [line(run('rule', { selectAction: { type: 'Action.OpenUrl', url: 'https://rules.example/7' } }))],
    ],
    ['a link that is no address', text('[rule](https://exa|mple.org)'), [line(run('rule'))]],
    ['a link that could run something', text('[rule](javascript:alert)'), [line(run('rule'))]],
    ['paragraphs', text('One\n\nTwo'), [line(run('One')), { ...line(run('Two')), spacing: 'Small' }]],
    ['lines of one paragraph', text('One\\\nTwo'), [line(run('One')), { ...line(run('Two')), spacing: 'None' }]],
    ['a list', text('- a\n- b'), [line(run('• '), run('a')), { ...line(run('• '), run('b')), spacing: 'Small' }]],
    [
      'code, with its indentation',
      text('```\nif a:\n    b  = 1\n```'),
      [
        line(run('if a:', { fontType: 'Monospace' })),
        { ...line(run('\u00a0\u00a0\u00a0\u00a0b\u00a0\u00a0= 1', { fontType: 'Monospace' })), spacing: 'None' },
      ],
    ],
    [
      'small print',
      { type: 'note', text: authored('Back in **12** days') },
      [
        line(
          run('Back in ', { size: 'Small', isSubtle: true }),
          run('12', { size: 'Small', isSubtle: true, weight: 'Bolder' }),
          run(' days', { size: 'Small', isSubtle: true }),
        ),
      ],
    ],
  ])('is shown: %s', (_what, block, body) => {
    expect(card(block).body).toEqual(body);
  });

  it.each(['**bold** [link](https://evil.example)', '<at>everyone</at> <b>&amp;', '# - 1. > `code`', 'a_b_c \\*'])(
    'that people wrote stays as they wrote it: %s',
    (words) => {
      const shown = card({ type: 'text', text: md`${words}` }, { type: 'facts', facts: [{ label: words, value: words }] });

      expect(textOn(shown).split('\n')).toEqual([words, words, words]);
      expect(elementsIn(shown).map(({ type }) => type)).not.toContain('TextBlock');
      expect(elementsIn(shown).map(({ type }) => type)).not.toContain('FactSet');
    },
  );
});

describe('a message', () => {
  it('says the same to a screen reader, to an old Teams and on the lock screen', () => {
    const activity = renderActivity(letter({ text: '3 questions, about 2 minutes', blocks: [text('**3** questions')] }));

    expect(activity).toMatchObject({
      summary: '3 questions, about 2 minutes',
      attachments: [{ content: { speak: '3 questions, about 2 minutes', fallbackText: '3 questions, about 2 minutes' } }],
    });
  });

  it('shows a fact without a value as a dash, since Teams shows nothing of a run without text', () => {
    expect(textOn(card({ type: 'facts', facts: [{ label: 'Next due', value: '' }] }))).toBe('Next due\n–');
  });

  it('shows facts as a table without lines', () => {
    const facts = [
      { label: 'Next due', value: 'Tomorrow' },
      { label: 'Last 20 days', value: '17 of 20' },
    ];

    expect(card({ type: 'facts', facts }).body).toMatchObject([
      { type: 'Table', showGridLines: false, firstRowAsHeader: false, firstRowAsHeaders: false },
    ]);
    expect(textOn(card({ type: 'facts', facts }))).toBe('Next due\nTomorrow\nLast 20 days\n17 of 20');
  });

  it('shows a divider as a line above what follows', () => {
    expect(card(text('a'), { type: 'divider' }, text('b'), { type: 'divider' }).body).toEqual([
      line(run('a')),
      { ...line(run('b')), separator: true, spacing: 'Medium' },
    ]);
  });
});

describe('buttons', () => {
  it('carry their letter, the likely one first to the eye, with a way for an old Teams', () => {
    const [a] = actionsOn(card(buttons(button('a', 'A', { primary: true, description: 'A: answer and ask' }))));

    const shared = { title: 'A', data: { letter: 'letter-1', button: 'a' }, tooltip: 'A: answer and ask', style: 'positive' };
    expect(a).toEqual({ type: 'Action.Execute', verb: 'press', ...shared, fallback: { type: 'Action.Submit', ...shared } });
  });

  it('stand five in a row', () => {
    const many = Array.from({ length: 12 }, (_, i) => button(`b${i}`, `B${i}`));

    const rows = card(buttons(...many)).body.map((row) => actionsOn(row).map(({ title }) => title));

    expect(rows).toEqual([
      ['B0', 'B1', 'B2', 'B3', 'B4'],
      ['B5', 'B6', 'B7', 'B8', 'B9'],
      ['B10', 'B11'],
    ]);
  });

  it('send a form all alike where none is the likely one', () => {
    const input: Block = { type: 'input', input: { id: 'did', label: 'Did', as: 'line' } };

    const actions = actionsOn(card(input, buttons(button('a', 'A'), button('b', 'B'))));

    expect(actions.map(({ data, associatedInputs }) => [data, associatedInputs])).toEqual([
      [{ letter: 'letter-1', button: 'a', inputs: ['one.did'] }, undefined],
      [{ letter: 'letter-1', button: 'b', inputs: ['one.did'] }, undefined],
    ]);
  });
});

describe('an input', () => {
  const options = [
    { value: 'a', label: 'Alpha' },
    { value: 'b', label: 'Beta' },
  ];
  const many = Array.from({ length: 8 }, (_, i) => ({ value: `v${i}`, label: `Label ${i}` }));
  const required = { label: 'Label', isRequired: true, errorMessage: 'Please fill in: Label' };
  const choices = [
    { value: 'a', title: 'Alpha' },
    { value: 'b', title: 'Beta' },
  ];

  it.each<[string, Input, object]>([
    [
      'a line',
      { id: 'x', label: 'Label', as: 'line', hint: 'such as this', value: 'was' },
      { type: 'Input.Text', id: 'one.x', ...required, placeholder: 'such as this', value: 'was' },
    ],
    [
      'several lines that may stay empty',
      { id: 'x', label: 'Label', as: 'lines', optional: true },
      { type: 'Input.Text', id: 'one.x', label: 'Label', isMultiline: true },
    ],
    [
      'a time',
      { id: 'x', label: 'Label', as: 'time', value: '09:30' },
      { type: 'Input.Time', id: 'one.x', ...required, value: '09:30' },
    ],
    [
      'one of a few',
      { id: 'x', label: 'Label', as: 'one-of', options, value: 'b' },
      { type: 'Input.ChoiceSet', id: 'one.x', ...required, style: 'expanded', wrap: true, choices, value: 'b' },
    ],
    [
      'one of a few that open',
      { id: 'x', label: 'Label', as: 'one-of', options, folded: true },
      { type: 'Input.ChoiceSet', id: 'one.x', ...required, style: 'compact', placeholder: 'Choose', wrap: true, choices },
    ],
    [
      'some of a few',
      { id: 'x', label: 'Label', as: 'some-of', options, value: ['a', 'b'] },
      {
        type: 'Input.ChoiceSet',
        id: 'many.x',
        ...required,
        style: 'expanded',
        wrap: true,
        isMultiSelect: true,
        choices,
        value: 'a,b',
      },
    ],
    [
      'one of many',
      { id: 'x', label: 'Label', as: 'one-of', options: many },
      {
        type: 'Input.ChoiceSet',
        id: 'one.x',
        ...required,
        style: 'compact',
        wrap: true,
        choices: many.map(({ value, label }) => ({ value, title: label })),
      },
    ],
    [
      'people',
      { id: 'x', label: 'Label', as: 'people', options, optional: true },
      {
        type: 'Input.ChoiceSet',
        id: 'many.x',
        label: 'Label',
        style: 'compact',
        wrap: true,
        isMultiSelect: true,
        placeholder: 'Type a name',
        choices,
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      },
    ],
  ])('is shown: %s', (_what, input, element) => {
    expect(card({ type: 'input', input }).body).toEqual([element]);
  });

  it('offers the people of the channel in a channel', () => {
    const blocks: Block[] = [{ type: 'input', input: { id: 'x', label: 'Who', as: 'people', options } }];

    const [input] = inputsOn(renderCard(letter({ text: 'Who', blocks }, { to: { kind: 'channel', channel: 'c' } })));

    expect(input).toMatchObject({ 'choices.data': { dataset: 'graph.microsoft.com/users?scope=currentContext' } });
  });

  it('shows its hint as small print where it has no place for it', () => {
    const input: Input = { id: 'x', label: 'Label', as: 'time', hint: 'In your own zone' };

    expect(textOn(card({ type: 'input', input }))).toBe('Label\nIn your own zone');
  });
});

describe('what is too long for Teams', () => {
  const MAX_BYTES = 25_000;
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const people = Array.from({ length: 2_000 }, (_, i) => ({ value: `person-${i}`, label: `Person number ${i}` }));
  const answer = buttons(button('a', 'A'));

  it.each<[string, Block[]]>([
    ['one text', [text('word '.repeat(10_000)), answer]],
    ['many texts', [...Array.from({ length: 60 }, () => text('word '.repeat(500))), answer]],
    ['a text of letters that take two', [text('😀'.repeat(20_000)), answer]],
    ['facts', [{ type: 'facts', facts: [{ label: 'l'.repeat(50_000), value: 'v'.repeat(50_000) }] }, answer]],
    ['more than could ever fit', [...Array.from({ length: 3_000 }, () => text('word')), answer]],
  ])('is shortened, says so, and keeps its buttons: %s', (_what, blocks) => {
    const long = renderCard(letter({ text: 'word '.repeat(10_000), blocks }));

    expect(size(long)).toBeLessThanOrEqual(MAX_BYTES);
    expect(problemsOf(long)).toEqual([]);
    expect(textOn(long)).toContain('… (shortened)');
    expect(textOn(long).isWellFormed()).toBe(true);
    expect(actionsOn(long).map(({ title }) => title)).toEqual(['A']);
  });

  it('is a list to choose from cut to what fits, with the chosen ones', () => {
    const input: Input = { id: 'who', label: 'Who', as: 'people', options: people, value: ['person-1999', 'person-7'] };

    const long = card({ type: 'input', input }, answer);

    expect(size(long)).toBeLessThanOrEqual(MAX_BYTES);
    const [set] = inputsOn(long);
    expect(set).toMatchObject({ value: 'person-1999,person-7' });
    expect(JSON.stringify(set?.['choices'])).toContain('Person number 1999');
  });

  it('is left as it is where it fits', () => {
    const words = 'word '.repeat(600).trim();

    expect(textOn(renderCard(letter(says(words))))).toBe(words);
  });
});
