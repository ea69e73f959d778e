import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeck } from '../../../adapters/content/yaml-deck.ts';

const GOOD = `title: Safe work
items:
  - id: first
    topic: Phishing
    kind: true-false
    prompt: Reporting helps the others.
    answer: true
`;

/** The mistakes of a deck, each as `line:column message`. */
function mistakes(text: string, file = 'decks/safe-work.yaml'): string[] {
  const read = readDeck(text, file);
  return 'errors' in read ? read.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

describe('a good deck', () => {
  it('is read with its defaults, and named for its file', () => {
    expect(readDeck(GOOD, '/somewhere/safe-work.yaml')).toEqual({
      deck: {
        id: 'safe-work',
        title: 'Safe work',
        description: '',
        language: 'en',
        items: [
          {
            id: 'first',
            topic: 'Phishing',
            kind: 'true-false',
            prompt: 'Reporting helps the others.',
            answer: true,
            explanation: '',
          },
        ],
      },
    });
  });

  it('may use anchors, comments and either ending', () => {
    const text = `# A deck\n${GOOD.replace('Phishing', '&topic Phishing')}  - { id: second, topic: *topic, kind: true-false, prompt: Hm, answer: false }\n`;
    expect(readDeck(text, 'safe.yml')).toMatchObject({
      deck: { id: 'safe', items: [{ topic: 'Phishing' }, { topic: 'Phishing' }] },
    });
  });
});

describe('a broken deck', () => {
  it('says where a misconception is named that the deck has not', () => {
    const text = [
      ...['title: Padlocks', 'misconceptions:', '  honest: { name: It is honest, correction: It is not. }', 'items:'],
      ...['  - id: one', '    topic: T', '    kind: true-false', '    prompt: Honest?', '    answer: false'],
      '    misconception: honesty',
    ];
    expect(mistakes(text.join('\n'))).toEqual([
      '10:20 items[0].misconception: "honesty" is not among the deck\'s "misconceptions": add it there with a name and a correction',
    ]);
  });

  it('gives nothing but all its mistakes, each where it stands, in words that say what to do', () => {
    const text = readFileSync(new URL('../../fixtures/decks/broken.yaml', import.meta.url), 'utf8');
    expect(mistakes(text)).toEqual([
      '2:1 unknown key "langauge": did you mean "language"?',
      '4:9 items[0].id: use lower-case letters, digits and hyphens',
      '9:7 items[0].options: exactly one option carries "correct: true"',
      '11:9 items[0].options[1]: unknown key "corect": did you mean "correct"?',
      expect.stringMatching(
        /^14:11 items\[1\]\.kind: "single choice" is no kind of question \(did you mean single-choice\?\): use single-choice, /,
      ),
      '19:12 items[2].prompt: is empty: it must be text',
      '20:13 items[2].answer: must be a number, not text',
      '21:16 items[2].tolerance: needs at least 0',
      '23:12 items[3].topic: must be text: put 5 in quotes',
      '34:13 items[3].steps.opening.options[1].consequence: is missing',
      '35:13 items[3].steps.opening.options[1]: unknown key "then": here are known text, consequence, to, good, why, misconception',
      '38:24 items[3].endings.kept.outcome: must be one of good, mixed, poor',
      '39:9 items[4].id: "wait" is already the id of item 2',
      '43:13 items[4].answer: must be true or false, not text',
      '44:13 items[4].source: is no web address: it begins with https://',
    ]);
  });

  it('is told what is wrong beyond the shape of its fields', () => {
    const options = (lines: string) =>
      GOOD.replace('true-false', 'single-choice').replace('    answer: true\n', `    options:\n${lines}`);
    expect(mistakes(options('      - text: Yes\n      - text: No\n'))).toEqual([
      '8:7 items[0].options: exactly one option carries "correct: true"',
    ]);
    expect(mistakes(options('      - text: Yes\n        correct: true\n      - text: Yes\n'))).toEqual([
      '10:15 items[0].options[1].text: says the same as option 1',
    ]);
    expect(mistakes(options('      - text: Yes\n        correct: true\n      - text: No\n        correct: false\n'))).toEqual([
      '11:18 items[0].options[1].correct: must be true: leave the line out where it is not',
    ]);
  });

  it('is told what is wrong with a range', () => {
    const answer = (words: string) => mistakes(GOOD.replace('true-false', 'numeric').replace('answer: true', `answer: ${words}`));
    expect(answer('{ from: 10, to: 14 }')).toEqual([]);
    expect(answer('{ from: 14, to: 10 }')).toEqual(['7:29 items[0].answer.to: must be more than "from"']);
    expect(answer('{ from: 14 }')).toEqual(['7:13 items[0].answer.to: is missing']);
    expect(answer('{ from: 10, till: 14 }')).toEqual([
      '7:13 items[0].answer.to: is missing',
      '7:25 items[0].answer: unknown key "till": here are known from, to',
    ]);
    expect(answer('about 14')).toEqual(['7:13 items[0].answer: must be a number, not text']);
  });

  it('is told what is wrong with gaps, steps, pairs and hints', () => {
    const item = (lines: string) => mistakes(GOOD.replace('true-false', lines).replace('    answer: true\n', ''));
    expect(item('cloze\n    text: A {{backup}} is kept {{}}.')).toEqual(['6:11 items[0].text: gap 2 is empty']);
    expect(item('cloze\n    text: Nothing is missing.')).toEqual([
      '6:11 items[0].text: has no gap: put what is missing in double braces, like {{offsite|off-site}}',
    ]);
    expect(item('cloze\n    text: A {{backup}}.\n    wrong:\n      - { gap: 2, text: copy, why: Too vague. }')).toEqual([
      '8:9 items[0].wrong[0]: there is no gap 2',
    ]);
    expect(item('ordering\n    steps: [Look, Listen, Look]')).toEqual(['6:27 items[0].steps[2]: says the same as step 1']);
    expect(item('ordering\n    steps: [Look, Listen]')).toEqual(['6:12 items[0].steps: needs at least 3 entries, it has 2']);
    const pairs = '    pairs: [{ left: a, right: x }, { left: b, right: y }, { left: c, right: z }]';
    expect(item(`matching\n${pairs}\n    distractors: [q, y]`)).toEqual([
      '7:22 items[0].distractors[1]: is right for pair 2: it distracts nobody',
    ]);
    expect(item(`matching\n${pairs}\n    hints: []`)).toEqual(['7:12 items[0].hints: needs at least 1 entry, it has 0']);
    expect(item(`matching\n${pairs}\n    hint: Look closer.`)).toEqual([
      '7:5 items[0]: unknown key "hint": did you mean "hints"?',
    ]);
  });

  it.each([
    ['', '1:1 is empty: it must be a group of keys'],
    ['just text', '1:1 must be a group of keys, not text'],
    ['- a\n- b\n', '1:1 must be a group of keys, not a list'],
    ['title: x\nitems: []\n', '2:8 items: needs at least 1 entry, it has 0'],
    ['title: x\n', '1:1 items: is missing'],
    [`${GOOD}---\ntitle: y\n`, '8:1 one file holds one deck: remove the line "---" and what follows'],
    [
      GOOD.replace('Phishing', 'Phishing: mail'),
      '4:12 text that contains ": " must stand in quotes, and keys of one group in one column',
    ],
    [GOOD.replace('Phishing', '@mail'), '4:12 text that begins with a sign such as @, ` or % must stand in quotes'],
    [GOOD.replace('    topic', '\ttopic'), '4:1 indent with spaces, not with tabs'],
  ])('%j: %s', (text, expected) => {
    expect(mistakes(text)).toContain(expected);
  });

  it('lists a key that stands twice beside its other mistakes', () => {
    expect(mistakes(GOOD.replace('    answer: true', '    topic: Again\n    answer: maybe'))).toEqual([
      '7:5 this key stands here twice: remove one',
      '8:13 items[0].answer: must be true or false, not text',
    ]);
  });

  it('in another encoding is told so', () => {
    const latin = Buffer.from(GOOD.replace('Phishing', 'Caf\u00e9'), 'latin1').toString('utf8');
    expect(mistakes(latin)).toEqual(['4:15 is not valid UTF-8: save the file as UTF-8']);
  });

  it('may not be named anything', () => {
    expect(mistakes(GOOD, 'decks/Safe Work.yaml')).toEqual([
      '1:1 the file\'s name is the deck\'s id: "Safe Work" must be of lower-case letters, digits and hyphens',
    ]);
  });
});

describe('YAML that means harm', () => {
  it('has no tags', () => {
    expect(mistakes(GOOD.replace('Phishing', '!!js/function "() => 1"'))).toEqual([
      '4:12 tags (!name) are not allowed: text that begins with ! must stand in quotes',
    ]);
  });

  it('does not grow by aliases', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 9 }, () => of).join(', ')}]\n`;
    const bomb = level('a', 'x') + level('b', '*a') + level('c', '*b') + level('d', '*c') + level('e', '*d');
    expect(mistakes(bomb)).toEqual([expect.stringContaining('aliases (*name) do not work out')]);
    expect(mistakes(GOOD.replace('Phishing', '*nothing'))).toEqual([expect.stringContaining('aliases (*name) do not work out')]);
  });

  it('is not followed into endless depth or size', () => {
    expect(mistakes(`title: ${'['.repeat(50_000)}`)).toEqual([expect.stringContaining('nested too deeply')]);
    expect(mistakes(`# ${'x'.repeat(10_000_000)}`)).toEqual(['1:1 the file is larger than 10 MB: split the deck']);
  });

  it('reaches no prototype', () => {
    const text = `${GOOD}    __proto__: { answer: false }\n    constructor: x\n`;
    expect(mistakes(text)).toEqual([
      expect.stringMatching(/^8:5 items\[0\]: unknown key "__proto__"/),
      expect.stringMatching(/^9:5 items\[0\]: unknown key "constructor"/),
    ]);
  });
});
