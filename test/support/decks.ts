import { type Deck, deckSchema } from '../../src/domain/deck.ts';

function deck(id: string, title: string, items: object[], more: object = {}): Deck {
  return { id, ...deckSchema.parse({ title, description: `${title}.`, items, ...more }) };
}

/** A small deck with a question of each kind, in which the right answers are easy to see. */
export const everyKind: Deck = deck('every-kind', 'Every kind', [
  {
    id: 'report-first',
    topic: 'Phishing',
    kind: 'single-choice',
    prompt: 'A strange mail. What first?',
    options: [
      { text: 'Answer it', why: 'It tells them you are there.' },
      { text: 'Report it', correct: true },
      { text: 'Delete it', why: 'Others got it too.' },
    ],
    explanation: 'Reporting protects the others.',
  },
  {
    id: 'resist-phishing',
    topic: 'Passwords',
    kind: 'multi-select',
    prompt: 'Which resist phishing?',
    options: [
      { text: 'A security key', correct: true },
      { text: 'A passkey', correct: true },
      { text: 'A text message', why: 'You can be talked into typing it.' },
    ],
    explanation: 'They check the address for you.',
  },
  {
    id: 'padlock',
    topic: 'Phishing',
    kind: 'true-false',
    prompt: 'A padlock means that the site is honest.',
    answer: false,
    explanation: 'It means that the line is private.',
  },
  {
    id: 'refund-days',
    topic: 'Refunds',
    kind: 'numeric',
    prompt: 'How long is the refund window?',
    answer: 14,
    unit: 'days',
    units: ['d'],
    explanation: 'Two weeks.',
  },
  {
    id: 'same-twice',
    topic: 'APIs',
    kind: 'short-text',
    prompt: 'Same effect when repeated?',
    answers: ['idempotent', 'idempotence'],
    explanation: 'Safe to retry.',
  },
  {
    id: 'why-report',
    topic: 'Phishing',
    kind: 'sentence',
    prompt: 'Why is a phishing mail reported and not just deleted?',
    points: [
      { text: 'The security team can warn the others.', wordings: ['So that security can warn everybody else.'] },
      { text: 'The sender is blocked for the whole company.' },
    ],
    model: 'Then the security team can warn the others, and the sender is blocked for the whole company.',
    explanation: 'Deleting it helps one person.',
  },
  {
    id: 'idempotent-explained',
    topic: 'APIs',
    kind: 'teach-back',
    prompt: 'What does idempotent mean?',
    points: [{ text: 'Doing it again changes nothing more.', wordings: ['Repeating it has no further effect.'] }],
    example: true,
    not: 'It does not mean that nothing happens the first time.',
    model:
      'Doing it again changes nothing more, for example setting a price to 5 twice. It does not mean that nothing happens the first time.',
    explanation: 'That is why it is safe to retry.',
  },
  {
    id: 'kept-where',
    topic: 'Backups',
    kind: 'cloze',
    prompt: 'Fill in the gaps.',
    text: 'A {{backup|copy}} that matters is kept {{offsite|off-site|elsewhere}}.',
    wrong: [{ gap: 2, text: 'on site', why: 'One fire takes both.' }],
    explanation: 'One place is no place.',
  },
  {
    id: 'first-hour',
    topic: 'Incidents',
    kind: 'ordering',
    prompt: 'Put the first hour of an incident in order.',
    steps: ['Notice it', 'Contain it', 'Tell the others', 'Write it down'],
    explanation: 'Stop the harm before you explain it.',
  },
  {
    id: 'who-decides',
    topic: 'Refunds',
    kind: 'matching',
    prompt: 'Who decides?',
    pairs: [
      { left: 'Up to 50 euro', right: 'You' },
      { left: 'Up to 500 euro', right: 'Your lead', why: 'A lead answers for the month.' },
      { left: 'Above', right: 'Finance' },
    ],
    distractors: ['The customer'],
    explanation: 'The larger, the further up.',
  },
  {
    id: 'third-call',
    topic: 'Callers',
    kind: 'scenario',
    prompt: 'A customer, third call this week.',
    start: 'opening',
    steps: {
      opening: {
        says: 'Either this works today or we cancel.',
        options: [
          { text: 'Offer a discount', consequence: 'She sighs.', to: 'lost', why: 'It answers no question.' },
          { text: 'Ask what works means', consequence: 'She exhales.', to: 'deadline', good: 'Asked before offering.' },
        ],
      },
      deadline: {
        says: 'The export. My board meets at four.',
        options: [
          { text: 'Promise four', consequence: 'Silence.', to: 'lost', why: 'A promise that you cannot hold.' },
          { text: 'Name the next step', consequence: 'She thanks you.', to: 'kept', good: 'Named a time.' },
        ],
      },
    },
    endings: { kept: { outcome: 'good', text: 'You kept her.' }, lost: { outcome: 'poor', text: 'She cancels.' } },
    explanation: 'Ask, then offer.',
  },
]);

/** A scenario with a step in words, and three endings. */
export const spoken: Deck = deck('spoken', 'Spoken', [
  {
    id: 'hold-on',
    topic: 'Callers',
    kind: 'scenario',
    prompt: 'A customer waits.',
    start: 'opening',
    steps: {
      opening: {
        says: 'What happens now?',
        points: [
          { text: 'I call you back at two.', wordings: ['You get a call at two.'] },
          { text: 'The export is checked first.', wordings: ['We look at the export first.'] },
        ],
        model: 'We look at the export first, and I call you back at two.',
        ways: [
          { met: 2, consequence: 'She thanks you.', to: 'goodbye', good: 'Said what and when.' },
          { met: 1, consequence: 'She waits for more.', to: 'goodbye' },
          { met: 0, consequence: 'She hangs up.', to: 'gone', why: 'She does not know what happens.' },
        ],
      },
      goodbye: {
        says: 'Anything else?',
        options: [
          { text: 'Thank her', consequence: 'She smiles.', to: 'kept' },
          { text: 'Just hang up', consequence: 'She frowns.', to: 'sour', why: 'She was still there.' },
        ],
      },
    },
    endings: {
      kept: { outcome: 'good', text: 'You kept her.' },
      sour: { outcome: 'mixed', text: 'She may call again.' },
      gone: { outcome: 'poor', text: 'She is gone.' },
    },
    explanation: 'Say what happens, and when.',
  },
]);

/** One question with two hints. */
export const hinted: Deck = deck('hinted', 'Hinted', [
  {
    id: 'same-twice',
    topic: 'APIs',
    kind: 'short-text',
    prompt: 'Same effect when repeated?',
    answers: ['idempotent'],
    hints: ['It is Latin.', 'It begins with *idem*.'],
    explanation: 'Safe to retry.',
  },
]);

/** Many simple questions: the answer is always "yes it is". */
export function simpleDeck(id: string, items: number): Deck {
  return deck(id, `Deck ${id}`, simpleItems(items));
}

/** Nine questions in German, each right with "ja". */
export const germanDeck = deck(
  'grundlagen',
  'Grundlagen',
  Array.from({ length: 9 }, (_, i) => ({
    id: `frage-${i + 1}`,
    topic: `Thema ${(i % 3) + 1}`,
    kind: 'single-choice',
    prompt: `Frage ${i + 1}?`,
    options: [{ text: 'ja', correct: true }, { text: 'nein', why: 'Doch.' }, { text: 'vielleicht' }],
    explanation: `Wegen ${i + 1}.`,
  })),
);

/** In German, each question with another wording: enough for a sprint. */
export const germanRefunds: Deck = deck(
  'erstattung',
  'Erstattung',
  Array.from({ length: 9 }, (_, i) => ({
    id: `frage-${i + 1}`,
    topic: i < 5 ? 'Erstattung' : 'Anderes',
    kind: 'single-choice',
    prompt: `Frage ${i + 1}?`,
    wordings: [`Anders gefragt ${i + 1}?`],
    options: [{ text: 'ja', correct: true }, { text: 'nein', why: 'Doch.' }, { text: 'vielleicht' }],
    explanation: `Wegen ${i + 1}.`,
  })),
);

/** The same, where "no it is not" comes from a misconception. */
export function mistakenDeck(id: string, items: number): Deck {
  const misconceptions = { 'never-is': { name: 'It never is', correction: 'It always is, look it up.' } };
  return deck(id, `Deck ${id}`, simpleItems(items, { misconception: 'never-is' }), { misconceptions });
}

function simpleItems(items: number, wrong: object = {}): object[] {
  return Array.from({ length: items }, (_, i) => ({
    id: `item-${i + 1}`,
    topic: `Topic ${(i % 3) + 1}`,
    kind: 'single-choice',
    prompt: `Question ${i + 1}?`,
    options: [
      { text: 'yes it is', correct: true },
      { text: 'no it is not', why: 'It is.', ...wrong },
      { text: 'nobody can tell' },
    ],
    explanation: `Because of ${i + 1}.`,
  }));
}

/** A topic of which three questions have another wording, two are alike, and one stands alone; and something else to learn. */
export const refunds: Deck = deck('refunds', 'Refunds', [
  ...simpleItems(5).map((item, i) => ({
    ...{ ...item, topic: 'Refunds' },
    ...(i < 3 && { wordings: [`Said otherwise ${i + 1}?`] }),
  })),
  { id: 'days', topic: 'Refunds', kind: 'numeric', prompt: 'How many days?', answer: 14, explanation: 'Two weeks.' },
  ...simpleItems(12)
    .slice(6)
    .map((item) => ({ ...item, topic: 'Other' })),
]);

/** One thing to explain, with an example and what it is not: the rules leave it to the learner, or to a buddy. */
export const explained: Deck = deck('explained', 'Explained', [
  {
    id: 'idempotent-explained',
    topic: 'APIs',
    kind: 'teach-back',
    prompt: 'What does idempotent mean?',
    points: [{ text: 'Doing it again changes nothing more.' }],
    example: true,
    not: 'It does not mean that nothing happens the first time.',
    explanation: 'That is why it is safe to retry.',
  },
]);

/** One question with a second wording and a source, whose plan ends after two days. */
export const reworded: Deck = deck('reworded', 'Reworded', [
  {
    id: 'same-twice',
    topic: 'APIs',
    kind: 'short-text',
    prompt: 'Same effect when repeated?',
    answers: ['idempotent'],
    wordings: ['What is a request called that may safely be sent twice?'],
    reinforce: [1, 2],
    source: 'https://example.com/idempotent',
    explanation: 'Safe to retry.',
  },
]);
