import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, readCsv } from '../../../adapters/content/csv-deck.ts';
import { authored, plain } from '../../../src/markdown.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options: Partial<CsvOptions> = {}) =>
  readCsv(bytes(text), { columns: {}, topic: 'General', ...options });

/** The one item of a table of one row, or why there is none. */
function one(header: string, row: string, options: Partial<CsvOptions> = {}): object | string | undefined {
  const { items, skipped } = read(`${header}\n${row}\n`, options);
  return items[0] ?? skipped[0]?.reason;
}

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/decks/${name}`, import.meta.url));

describe('a table of choices', () => {
  it('has its columns in any order, and cells of several lines', () => {
    const { items, skipped } = readCsv(fixture('quiz.csv'), { columns: {}, topic: 'General' });
    expect(skipped).toEqual([]);
    expect(items).toEqual([
      {
        id: 'report',
        topic: 'Phishing',
        kind: 'single-choice',
        prompt: 'What do you do first?',
        options: [{ text: 'Delete it' }, { text: 'Report it', correct: true }, { text: 'Answer it' }],
        explanation: 'Others are warned.',
      },
      {
        id: 'both',
        topic: 'Phishing',
        kind: 'multi-select',
        prompt: 'Which help?',
        options: [
          { text: 'Report it', correct: true },
          { text: 'Ignore it' },
          { text: 'Tell a colleague,\nin person', correct: true },
        ],
        explanation: 'Both help.',
      },
    ]);
  });

  it.each([
    'question,a,b,c,answer',
    'Prompt,Option 1,Option 2,Option 3,Correct Answer',
    'FRONT,optionA,optionB,optionC,key'.replace('key', 'back'),
    '"question text",answer a,answer b,answer c,correct',
    'Question,Choice_A,Choice_B,Choice_C,Answer Key',
    'Frage,a,b,c,Antwort',
  ])('may have the header %s', (header) => {
    expect(one(header, 'Why?,x,y,z,B')).toMatchObject({
      kind: 'single-choice',
      options: [{ text: 'x' }, { text: 'y', correct: true }, { text: 'z' }],
    });
  });

  it.each([
    ['B', '1'],
    ['b)', '1'],
    ['(b)', '1'],
    ['2', '1'],
    ['Option B', '1'],
    ['y', '1'],
    ['Y', '1'],
    ['B. y', '1'],
    ['A;C', '02'],
    ['"A,C"', '02'],
    ['A and C', '02'],
    ['AC', '02'],
    ['1|3', '02'],
    ['x; z', '02'],
  ])('may give its key as %s', (key, expected) => {
    const item = one('question,a,b,c,answer', `Why?,x,y,z,${key}`);
    const options = typeof item === 'object' && 'options' in item && Array.isArray(item.options) ? item.options : [];
    expect(options.flatMap((option: { correct?: true }, i) => (option.correct ? [i] : [])).join('')).toBe(expected);
  });

  it.each([
    ['D', 'the answer "D" is none of the options'],
    ['w', 'the answer "w" is none of the options'],
    ['0', 'the answer "0" is none of the options'],
    ['A; w', 'the answer "A; w" is none of the options'],
    ['', '"answer" is empty'],
  ])('is not used where its key is %j', (key, reason) => {
    expect(one('question,a,b,c,answer', `Why?,x,y,z,${key}`)).toBe(reason);
  });

  it('is not used where its key may mean two things, or an option that is empty', () => {
    expect(one('question,a,b,c,d,answer', 'How many?,4,3,2,1,2')).toMatch(
      /^the answer "2" may be the option of that text or the option at that place/,
    );
    expect(one('question,a,b,c,d,answer', 'Which?,x,y,,z,C')).toBe('the answer "C" names an option that is empty');
    expect(one('question,a,b,c,d,answer', 'Which?,x,y,,z,D')).toMatchObject({
      options: [{ text: 'x' }, { text: 'y' }, { text: 'z', correct: true }],
    });
  });

  it('may list what is wrong, or all options in one cell', () => {
    expect(one('question,answer,wrong 1,wrong 2', 'Why?,y,x,z')).toMatchObject({
      options: [{ text: 'y', correct: true }, { text: 'x' }, { text: 'z' }],
    });
    expect(one('question,answer,wrong 1,wrong 2', 'Which grade?,B,A,C')).toMatchObject({
      options: [{ text: 'B', correct: true }, {}, {}],
    });
    expect(one('question,options,answer', 'Why?,x | y | z,y')).toMatchObject({
      options: [{ text: 'x' }, { text: 'y', correct: true }, { text: 'z' }],
    });
  });

  it('is checked as any deck is', () => {
    expect(one('question,a,b,answer', 'Why?,x,x,A')).toBe('options[1].text: says the same as option 1');
    expect(one('question,a,b,answer', 'Why?,x,y,A;B')).toBe(
      'options: needs at least 3 entries, it has 2; options: at least one option is not correct',
    );
    expect(one('question,answer', `${'x'.repeat(1201)},y`)).toBe('prompt: may have at most 1200 characters, it has 1201');
  });
});

describe('a table without options', () => {
  it.each([
    ['4', { kind: 'numeric', answer: 4 }],
    ['-1.5', { kind: 'numeric', answer: -1.5 }],
    ['14 days', { kind: 'numeric', answer: 14, unit: 'days' }],
    ['50 %', { kind: 'numeric', answer: 50, unit: '%' }],
    ['$5', { kind: 'numeric', answer: 5, unit: '$' }],
    ['"1,000"', { kind: 'numeric', answer: 1000 }],
    ['TRUE', { kind: 'true-false', answer: true }],
    ['false', { kind: 'true-false', answer: false }],
    ['Paris', { kind: 'short-text', answers: ['Paris'] }],
    ['yes', { kind: 'short-text', answers: ['yes'] }],
    ['idempotent | repeat-safe; idempotency', { kind: 'short-text', answers: ['idempotent', 'repeat-safe', 'idempotency'] }],
    ['007', { kind: 'short-text', answers: ['007'] }],
    ['2FA', { kind: 'short-text', answers: ['2FA'] }],
    ['1.2.3', { kind: 'short-text', answers: ['1.2.3'] }],
    ['10-20', { kind: 'short-text', answers: ['10-20'] }],
    ['24/7', { kind: 'short-text', answers: ['24/7'] }],
  ])('makes of the answer %s the fitting kind', (answer, expected) => {
    expect(one('question,answer', `Why?,${answer}`)).toMatchObject(expected);
  });

  it('has units, tolerances and kinds in columns', () => {
    const header = 'question,answer,unit,tolerance,type';
    expect(one(header, 'How long?,14,days,1,')).toMatchObject({ kind: 'numeric', answer: 14, unit: 'days', tolerance: 1 });
    expect(one(header, 'Which year?,1989,,,short text')).toMatchObject({ kind: 'short-text', answers: ['1989'] });
    expect(one(header, 'Is it?,yes,,,True/False')).toMatchObject({ kind: 'true-false', answer: true });
    expect(one(header, 'How long?,long,,,numeric')).toBe('the answer "long" is not a number');
    expect(one(header, 'How long?,14,days,some,')).toBe('the tolerance "some" is not a number');
    expect(one(header, 'Why?,so,,,essay')).toBe('"essay" is no kind of question that a table can hold');
    expect(one(header, 'Why?,so,,,multiple choice')).toBe('has no options');
  });

  it('of semicolons has decimal commas, and asks where a number may be two', () => {
    expect(one('Frage;Antwort', 'Wie viel?;1,5')).toMatchObject({ kind: 'numeric', answer: 1.5 });
    expect(one('Frage;Antwort', 'Wie viel?;1.000')).toBe('"1.000" may be 1 or 1000: write it without the sign in it');
  });
});

describe('columns chosen by name', () => {
  const table = 'land,hauptstadt,code,note\nFrance,Paris,FR,A city\nGreenland,Nuuk,,An island\n';

  it('are used as chosen', () => {
    const { items } = read(table, { columns: { prompt: 'land', answer: 'Hauptstadt', topic: 'note', id: 'code' } });
    expect(items[0]).toMatchObject({ id: 'fr', prompt: 'France', answers: ['Paris'], topic: 'A city' });
    expect(items[1]).toMatchObject({ id: 'greenland', prompt: 'Greenland' });
  });

  it('may be put into a question; a row that lacks one is left out', () => {
    const { items, skipped } = read(table, { columns: { ask: 'Which country has the code {code}?', answer: 'land' } });
    expect(items).toMatchObject([
      { id: 'which-country-has-the-code-fr', prompt: 'Which country has the code FR?', answers: ['France'] },
    ]);
    expect(skipped).toEqual([{ line: 3, reason: '"code" is empty' }]);
  });

  it('that are not there are named, with those that are', () => {
    expect(read(table, { columns: { prompt: 'land', answer: 'haupstadt' } })).toEqual({
      items: [],
      skipped: [
        {
          line: 1,
          reason: 'no column "haupstadt" (did you mean "hauptstadt"?); the columns are "land", "hauptstadt", "code", "note"',
        },
      ],
    });
    expect(read(table).skipped[0]?.reason).toMatch(
      /^no column for the question: choose one with --prompt, or write one with --ask; no column for the answer/,
    );
  });
});

describe('rows', () => {
  it('that cannot be used are listed with the line where they begin, and the others are', () => {
    const { items, skipped } = readCsv(fixture('messy.csv'), { columns: {}, topic: 'General' });
    expect(items.map((item) => item.prompt)).toEqual([
      'What is 2 + 2?',
      'How long may a customer\nwait for a refund?',
      'Is the sky blue?',
      'Which word means safe to repeat?',
      'What is the last question?',
    ]);
    expect(skipped).toEqual([
      { line: 6, reason: 'a quote stands inside a cell: write "" for it, and put the cell in quotes' },
      { line: 7, reason: 'has 6 cells where the header has 5: text with a delimiter must stand in quotes' },
      { line: 8, reason: '"question" is empty' },
      { line: 10, reason: 'the same as line 3' },
      { line: 11, reason: 'asks the same as line 3 with another answer: give both answers in one row, parted by ;' },
      { line: 13, reason: 'a quote is opened and never closed' },
    ]);
  });

  it('may end in CRLF or CR after a byte order mark', () => {
    const text = '\uFEFFquestion,answer\r\n"two\r\nlines",x\r\n\r\nWhy?,\r\nHow?,y\r\n';
    for (const table of [text, text.replaceAll('\r\n', '\r')]) {
      const { items, skipped } = read(table);
      expect(items.map((item) => item.prompt)).toEqual(['two\nlines', 'How?']);
      expect(skipped).toEqual([{ line: 5, reason: '"answer" is empty' }]);
    }
  });

  it.each(['\t', ';', '|', ','])('may be parted by %j', (delimiter) => {
    const table = ['question,answer,topic', 'Why?,so,Things'].join('\n').replaceAll(',', delimiter);
    expect(read(table).items).toMatchObject([{ prompt: 'Why?', answers: ['so'], topic: 'Things' }]);
  });

  it('may be parted by what is said', () => {
    expect(read('question^answer\nWhy, then?^so\n', { delimiter: '^' }).items).toMatchObject([{ prompt: 'Why, then?' }]);
  });

  it('parted by tabs may hold quotes', () => {
    expect(read('question\tanswer\nWho said "no"?\t"She" did\n').items).toMatchObject([{ prompt: 'Who said "no"?' }]);
  });

  it('in another encoding are listed', () => {
    const latin = Uint8Array.from([...bytes('question,answer\nCaf'), 0xe9, ...bytes('?,x\nWhy?,so\n')]);
    const { items, skipped } = readCsv(latin, { columns: {}, topic: 'General' });
    expect(items).toMatchObject([{ prompt: 'Why?' }]);
    expect(skipped).toEqual([{ line: 2, reason: 'is not valid UTF-8: save the file as UTF-8' }]);
  });

  it('in UTF-16 are read where the file says so', () => {
    const table = Buffer.from('\uFEFFquestion\tanswer\nÄ?\tö\n', 'utf16le');
    expect(readCsv(table, { columns: {}, topic: 'General' }).items).toMatchObject([{ prompt: 'Ä?', answers: ['ö'] }]);
  });

  it('without number end the reading of what is no table', () => {
    const { items, skipped } = read(`question,answer\n${'a "b" c,d\n'.repeat(500)}`);
    expect(items).toEqual([]);
    expect(skipped).toHaveLength(102);
    expect(skipped.at(-1)?.reason).toMatch(/^too many broken rows/);
  });

  it.each([
    ['', 'the file is empty'],
    ['\n\n', 'the file is empty'],
    ['question,answer\n', 'the table has no rows'],
  ])('that are not there: %j', (text, reason) => {
    expect(read(text)).toEqual({ items: [], skipped: [{ line: 1, reason }] });
  });
});

describe('cells', () => {
  it.each([
    ['<b>Bold</b> &amp; <i>plain</i>', 'Bold & plain'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<p>one</p><p>two</p>', 'one\ntwo'],
    ['caf&eacute; &#8364; &#x20AC;', 'café € €'],
    ['a&nbsp;b', 'a b'],
    ['x<script>alert(1)</script><style>p{}</style><!-- y -->', 'x'],
    ["<a href='https://x.example/?a>b'>link</a>", 'link'],
  ])('of HTML %j are plain text', (html, text) => {
    expect(one('question\tanswer', `${html}\tx`)).toMatchObject({ prompt: text });
  });

  it.each([
    'List<String>',
    'a < b and b > c',
    '5 * 3 * 2',
    '# of items',
    'snake_case_name',
    '__init__',
    '[x](y)',
    '1. first',
    'a\\b',
    '~~a~~',
    '&c',
    '***',
    'a_b_ c',
  ])('of plain text %j are shown as they are', (text) => {
    const item = one('question\tanswer', `${text}\tx`);
    const prompt = typeof item === 'object' && 'prompt' in item ? String(item.prompt) : '';
    expect(plain(authored(prompt))).toBe(text);
  });

  it('keep code in backticks', () => {
    expect(one('question,answer', 'What does `git pull` do?,x')).toMatchObject({ prompt: 'What does `git pull` do?' });
  });

  it('that hold only a picture are empty', () => {
    expect(one('question\tanswer', '<img src="x.png">\tx')).toBe('"question" holds only pictures');
  });

  it.each([
    ['Europe', 'Europe'],
    ['UG::Europe, UG::Sovereign_State', 'Europe'],
    ['geo::capital_cities other', 'capital cities'],
    ['security, mail', 'security'],
    ['', 'General'],
  ])('of tags %j give the topic %s', (tags, topic) => {
    expect(one('question\tanswer\ttags', `Why?\tx\t${tags}`)).toMatchObject({ topic });
  });

  it('of a source are taken where they are an address', () => {
    expect(one('question,answer,url', 'Why?,x,https://example.com/a')).toMatchObject({ source: 'https://example.com/a' });
    expect(one('question,answer,url', 'Why?,x,page 5')).not.toHaveProperty('source');
  });
});

describe('ids', () => {
  const ids = (...prompts: string[]) =>
    read(`question\tanswer\n${prompts.map((prompt, i) => `${prompt}\tx${i}`).join('\n')}`).items.map((item) => item.id);

  it('are made of the question', () => {
    expect(ids('What’s “naïve” in Málaga?', 'Straße nach Łódź')).toEqual(['whats-naive-in-malaga', 'strasse-nach-lodz']);
    expect(ids(`${'word '.repeat(30)}end`)).toEqual(['word-word-word-word-word-word-word-word-word-word-word-word']);
  });

  it('are unlike each other, and stay as they are when rows change places', () => {
    const made = ids('Why?', 'why!', '東京?', '大阪?');
    expect(new Set(made).size).toBe(4);
    expect(made[2]).toMatch(/^item-[0-9a-f]{8}$/);
    expect(ids('大阪?', '東京?')).toEqual([made[3], made[2]]);
  });

  it('of a column are unlike each other too', () => {
    const { items } = read('question,answer,id\nA?,x,1\nB?,y,1\nC?,z,Ünï 2\n');
    expect(items.map((item) => item.id)).toEqual(['1', expect.stringMatching(/^1-[0-9a-f]{8}$/), 'uni-2']);
  });
});

// Decks of other people; the tests are skipped where they are absent.
const shared = new URL('../../../../shared/data/decks/csv/', import.meta.url);

describe.skipIf(!existsSync(shared))('public decks', () => {
  const file = (name: string, columns: CsvOptions['columns'] = {}) =>
    readCsv(readFileSync(new URL(name, shared)), { columns, topic: 'General' });

  it('of multiple choice are read, but for one broken row', () => {
    expect(file('aws.elb-asg.csv')).toMatchObject({ items: { length: 29 }, skipped: [] });
    expect(file('aws.ec2-fundamentals.csv')).toMatchObject({ items: { length: 30 }, skipped: [] });
    const { items, skipped } = file('aws.iam-aws-cli.csv');
    expect(items).toHaveLength(29);
    expect(skipped).toEqual([{ line: 29, reason: expect.stringContaining('a quote stands inside a cell') }]);
  });

  it('of geography are read by columns', () => {
    const { items, skipped } = file('ultimate-geography.main.csv', {
      ask: 'Which country has the ISO code {ISO}?',
      answer: 'country',
    });
    expect(items).toHaveLength(233);
    expect(items[0]).toMatchObject({
      prompt: 'Which country has the ISO code GB?',
      answers: ['United Kingdom'],
      topic: 'Europe',
    });
    expect(skipped).toHaveLength(90);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['"ISO" is empty']));
  });

  it('of geography say where two countries would answer one question', () => {
    const { skipped } = file('ultimate-geography.capital.csv', {
      ask: 'Which country’s capital is {capital}?',
      answer: 'country',
    });
    expect(skipped.map(({ line }) => line)).toEqual([4, 134]);
  });

  it('hold pictures that cannot be asked', () => {
    const { items, skipped } = file('ultimate-geography.main.csv', { prompt: 'flag', answer: 'country' });
    expect(items).toEqual([]);
    expect(skipped[0]).toEqual({ line: 2, reason: '"flag" holds only pictures' });
  });
});
