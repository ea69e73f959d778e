import { describe, expect, test } from 'vitest';
import { renderMessage } from '../../../adapters/slack/render.ts';
import type { Block, Button, Input } from '../../../src/letter.ts';
import { authored, type Markdown, md } from '../../../src/markdown.ts';
import { letter } from '../../support/slack-app.ts';
import { messageBlocks } from '../../support/slack-blocks.ts';

const intent = { type: 'help' } as const;

function render(...blocks: Block[]) {
  return renderMessage(letter({ kind: 'member', member: 'U1' }, { blocks }));
}

function shown(text: Markdown): unknown {
  return render({ type: 'text', text }).blocks;
}

function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

describe('text', () => {
  test.each<[string, Markdown, string]>([
    ['plain words', md`A password manager.`, 'A password manager.'],
    ['bold, italic, code', authored('**Right** · *B* in `npm ci`.'), '*Right* · _B_ in `npm ci`.'],
    ['bold and italic together', authored('***so***'), '*_so_*'],
    ['a heading', authored('# Phishing'), '*Phishing*'],
    ['a link', authored('[the rule](https://example.org/a?b=1&c=2)'), '<https://example.org/a?b=1&amp;c=2|the rule>'],
    [
      'a link that could break out',
      authored('[x](https://example.org/|<!channel>)'),
      '<https://example.org/%7C%3C!channel%3E|x>',
    ],
    ['lists without an end in each other', authored('1. '.repeat(900)), '1. '.repeat(900)],
    ['a link that is no address', authored('[x](https://exa|mple.org)'), 'x'],
    ['a link that leads nowhere good', authored('[x](javascript:alert)'), 'x'],
    ['paragraphs', authored('One.\n\nTwo.'), 'One.\n\nTwo.'],
    ['a list', authored('Choose:\n\n- first\n- **second**\n\nThen go on.'), 'Choose:\n• first\n• *second*\n\nThen go on.'],
    ['a numbered list', authored('3. three\n4. four'), '3. three\n4. four'],
    ['code', authored('```\na < b && c\n```'), '```\na &lt; b &amp;&amp; c\n```'],
    ['bold over two lines', authored('**one\ntwo**'), '*one*\n*two*'],
    [
      'what people write',
      md`You said: ${'<!channel> & <@U1> <https://example.org|x>'}`,
      'You said: &lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https://example.org|x&gt;',
    ],
    ['a line of > in the middle', md`${'a > b'}`, 'a &gt; b'],
  ])('is written in mrkdwn: %s', (_, text, expected) => {
    expect(shown(text)).toEqual([section(expected)]);
  });

  test.each<[string, Markdown, unknown[]]>([
    ['stars', md`You said: ${'*this* is 2 * 3'}`, [{ type: 'text', text: 'You said: *this* is 2 * 3' }]],
    ['underscores', md`${'__init__'}`, [{ type: 'text', text: '__init__' }]],
    ['backticks', md`${'`rm`'} or not`, [{ type: 'text', text: '`rm` or not' }]],
    ['a quote', md`${'> so'}`, [{ type: 'text', text: '> so' }]],
    [
      'bold inside a word',
      authored('un**do**ing'),
      [
        { type: 'text', text: 'un' },
        { type: 'text', text: 'do', style: { bold: true } },
        { type: 'text', text: 'ing' },
      ],
    ],
    [
      'a tilde beside a link',
      authored('~5 min, [why](https://example.org)'),
      [
        { type: 'text', text: '~5 min, ' },
        { type: 'link', url: 'https://example.org', text: 'why' },
      ],
    ],
  ])('is rich text where mrkdwn would take its marks for formatting: %s', (_, text, elements) => {
    expect(shown(text)).toEqual([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]);
  });

  test('paragraphs, lists and code keep their lines in rich text', () => {
    expect(shown(authored('Say \\*this\\*:\n\n- one\n- two\n\n```\na ``` b\n```'))).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: ['Say *this*:', '\n', '• ', 'one', '\n', '• ', 'two'].map((text) => ({ type: 'text', text })),
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a ``` b' }] },
        ],
      },
    ]);
  });

  test('nothing to say is no block', () => {
    expect(render({ type: 'text', text: md`` }, { type: 'note', text: md` ` }).blocks).toEqual([]);
  });

  test('small print is a context', () => {
    expect(render({ type: 'note', text: md`Back in ${12} days.` }).blocks).toEqual([
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'Back in 12 days.', verbatim: true }] },
    ]);
  });

  test('the text of the notification is escaped, and cut where Slack would refuse it', () => {
    const { text } = renderMessage(letter({ kind: 'member', member: 'U1' }, { text: '<!channel> & so' }));
    expect(text).toBe('&lt;!channel&gt; &amp; so');
    const long = renderMessage(letter({ kind: 'member', member: 'U1' }, { text: `${'a'.repeat(3_990)}&&&&` })).text;
    expect(long).toBe(`${'a'.repeat(3_990)}&amp;…`);
  });
});

test('facts are fields, ten to a section', () => {
  const facts = Array.from({ length: 11 }, (_, i) => ({ label: `L${i}`, value: '<5>' }));
  const { blocks } = render({ type: 'facts', facts });
  expect(blocks).toHaveLength(2);
  expect(blocks[1]).toEqual({ type: 'section', fields: [{ type: 'mrkdwn', text: '*L10*\n&lt;5&gt;', verbatim: true }] });
});

test('buttons carry their letter, their name and what a screen reader says', () => {
  const buttons: Button[] = [
    { id: 'a', label: 'A', description: 'A: Answer and ask', primary: true, intent },
    { id: 'skip', label: 'Not sure', intent },
  ];
  expect(render({ type: 'divider' }, { type: 'buttons', buttons }).blocks).toEqual([
    { type: 'divider' },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'press:a',
          value: 'L1#a',
          text: { type: 'plain_text', text: 'A', emoji: false },
          accessibility_label: 'A: Answer and ask',
          style: 'primary',
        },
        {
          type: 'button',
          action_id: 'press:skip',
          value: 'L1#skip',
          text: { type: 'plain_text', text: 'Not sure', emoji: false },
        },
      ],
    },
  ]);
});

describe('inputs', () => {
  const field = { id: 'f', label: 'Field' };

  function element(input: Input): unknown {
    const [block] = render({ type: 'input', input }).blocks;
    return block?.type === 'input' ? block.element : undefined;
  }

  test('have a label, a hint and their id', () => {
    expect(render({ type: 'input', input: { ...field, as: 'line', hint: 'Briefly', optional: true } }).blocks).toEqual([
      {
        type: 'input',
        block_id: 'f',
        label: { type: 'plain_text', text: 'Field', emoji: false },
        hint: { type: 'plain_text', text: 'Briefly', emoji: false },
        optional: true,
        element: { type: 'plain_text_input', action_id: 'f', multiline: false, max_length: 3_000 },
      },
    ]);
  });

  test.each<[string, Input, object]>([
    ['a line', { ...field, as: 'line', value: 'now' }, { type: 'plain_text_input', multiline: false, initial_value: 'now' }],
    ['lines', { ...field, as: 'lines' }, { type: 'plain_text_input', multiline: true }],
    ['a time', { ...field, as: 'time', value: '09:30' }, { type: 'timepicker', initial_time: '09:30' }],
    [
      'few choices',
      { ...field, as: 'one-of', options: options(2), value: '1' },
      { type: 'radio_buttons', initial_option: { value: '1' } },
    ],
    [
      'many choices',
      { ...field, as: 'one-of', options: options(6), value: '1' },
      { type: 'static_select', initial_option: { value: '1' } },
    ],
    ['a few that open', { ...field, as: 'one-of', options: options(2), folded: true }, { type: 'static_select' }],
    [
      'few boxes',
      { ...field, as: 'some-of', options: options(10), value: ['1', '2'] },
      { type: 'checkboxes', initial_options: [{ value: '1' }, { value: '2' }] },
    ],
    ['many boxes', { ...field, as: 'some-of', options: options(11) }, { type: 'multi_static_select' }],
    [
      'people',
      { ...field, as: 'people', options: [], value: ['U1A', 'not a person', 'W2B'] },
      { type: 'multi_users_select', initial_users: ['U1A', 'W2B'] },
    ],
  ])('%s', (_, input, expected) => {
    expect(element(input)).toMatchObject({ ...expected, action_id: 'f' });
  });

  test.each<[string, Input]>([
    ['a time that is none', { ...field, as: 'time', value: '25:00' }],
    ['a choice that is not offered', { ...field, as: 'one-of', options: options(2), value: '9' }],
    ['boxes that are not offered', { ...field, as: 'some-of', options: options(2), value: ['9'] }],
    ['nobody', { ...field, as: 'people', options: [], value: [] }],
    ['empty text', { ...field, as: 'line', value: '' }],
  ])('start empty where the value is not one: %s', (_, input) => {
    expect(Object.keys(element(input) ?? {}).filter((key) => key.startsWith('initial'))).toEqual([]);
  });

  test('of more choices than Slack offers, the chosen one stays', () => {
    const select = element({ ...field, as: 'one-of', options: options(150), value: '149' });
    expect(select).toMatchObject({ type: 'static_select', initial_option: { value: '149' } });
    expect(select).toHaveProperty('options.length', 100);
  });

  test('nothing to choose from is no input', () => {
    expect(render({ type: 'input', input: { ...field, as: 'one-of', options: [] } }).blocks).toEqual([]);
  });
});

describe('whatever the letter, Slack takes the message', () => {
  const amp = '&'.repeat(5_000);
  const button = (i: number): Button => ({ id: `b${i}`, label: 'L'.repeat(200), description: 'D'.repeat(200), intent });
  const input = (i: number): Block => ({
    type: 'input',
    input: { as: 'lines', id: `i${i}`, label: `Label ${i}`, value: 'v'.repeat(5_000) },
  });

  test.each<[string, Block[]]>([
    ['40,000 characters', [{ type: 'text', text: md`${'word '.repeat(8_000)}` }]],
    ['40,000 characters without a space', [{ type: 'text', text: md`${'w'.repeat(40_000)}` }]],
    ['40,000 characters of emoji', [{ type: 'text', text: md`${'😀'.repeat(20_000)}` }]],
    ['characters that grow when escaped', [{ type: 'text', text: md`${amp}` }]],
    ['marks', [{ type: 'text', text: md`${'*_~` '.repeat(2_000)}` }]],
    ['a long bold text', [{ type: 'text', text: authored(`**${'bold '.repeat(2_000)}end**`) }]],
    ['a long list', [{ type: 'text', text: authored('- entry\n'.repeat(3_000)) }]],
    ['long code', [{ type: 'text', text: authored(`\`\`\`\n${'if (a < b) {\n'.repeat(600)}\n\`\`\``) }]],
    ['a link as long as a letter', [{ type: 'text', text: authored(`[x](https://example.org/${'a'.repeat(5_000)})`) }]],
    ['long small print', [{ type: 'note', text: md`${'word '.repeat(8_000)}` }]],
    ['long facts', [{ type: 'facts', facts: Array.from({ length: 25 }, () => ({ label: amp, value: amp })) }]],
    ['facts without a value', [{ type: 'facts', facts: [{ label: '', value: '' }] }]],
    ['80 texts', Array.from({ length: 80 }, (_, i): Block => ({ type: 'text', text: md`Text ${i}` }))],
    ['40 buttons', [{ type: 'buttons', buttons: Array.from({ length: 40 }, (_, i) => button(i)) }]],
    ['buttons without a label', [{ type: 'buttons', buttons: [{ id: 'b', label: ' ', intent }] }]],
    ['70 inputs', Array.from({ length: 70 }, (_, i) => input(i))],
    [
      'long options',
      [{ type: 'input', input: { as: 'some-of', id: 'o', label: amp, hint: amp, options: options(100, 'o'.repeat(300)) } }],
    ],
    [
      'options with long values',
      [{ type: 'input', input: { as: 'one-of', id: 'o', label: 'O', options: [{ value: 'v'.repeat(200), label: 'O' }] } }],
    ],
    ['an input without a label', [{ type: 'input', input: { as: 'line', id: 'o', label: '' } }]],
    ['nothing', []],
  ])('%s', (_, blocks) => {
    const message = render(...blocks);
    expect(messageBlocks.safeParse(message.blocks).error).toBeUndefined();
    expect(textIn(message.blocks)).toBeLessThanOrEqual(12_000);
  });

  test('a text that is too long is cut between words, and every word that fits is there', () => {
    const words = Array.from({ length: 1_000 }, (_, i) => `word${i}`);
    const { blocks } = render({ type: 'text', text: md`${words.join(' ')}` });
    const sections = blocks.map((block) => (block.type === 'section' ? (block.text?.text ?? '') : ''));
    expect(sections.length).toBeGreaterThan(2);
    expect(sections.flatMap((text) => text.split(' ').filter(Boolean))).toEqual(words);
  });

  test('where a message must be cut, its buttons stay, and it says so', () => {
    const long: Block = { type: 'text', text: md`${'word '.repeat(8_000)}` };
    const { blocks } = render(long, { type: 'buttons', buttons: [{ id: 'b', label: 'Done', intent }] });
    expect(blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ value: 'L1#b' }] });
    expect(blocks.at(-2)).toMatchObject({ type: 'context', elements: [{ text: expect.stringContaining('left out') }] });
    expect(blocks.at(-3)).toMatchObject({ type: 'section' });
  });
});

function options(count: number, label = 'Option'): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, i) => ({ value: String(i), label: `${label} ${i}` }));
}

function textIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + textIn(part), 0);
}
