import { type Deck, deckSchema } from '../../src/domain/deck.ts';

/** Topic, question, the right answer, two wrong ones with why not, the explanation, and the same in other words. */
type Row = readonly [string, string, string, readonly [string, string], readonly [string, string], string, string?];

const ROWS: readonly Row[] = [
  [
    ...(['Refunds', 'A customer asks for a refund on day 12, without a receipt. What first?'] as const),
    'Look the order up by the mail address',
    ['Ask for the receipt', 'The order has all that a receipt says.'],
    ['Say no', 'The window is fourteen days.'],
    'The order has the date and the amount: a receipt adds nothing.',
    'No receipt, bought twelve days ago, money back please. What do you do first?',
  ],
  [
    ...(['Refunds', 'When does the money of a card payment arrive?'] as const),
    'Within five working days',
    ['At once', 'We send it at once; the bank takes its days.'],
    ['With the next invoice', 'There is no next invoice for who leaves.'],
    'We pay out the same evening, banks take up to five working days.',
    '“Where is my money?”, two days after the refund of a card payment. What do you promise?',
  ],
  [
    ...(['Refunds', 'Half of the order was used. What is refunded?'] as const),
    'What was not used',
    ['All of it', 'What was used was delivered.'],
    ['Nothing', 'Each part has its own fourteen days.'],
    'A part that was not used is refunded by itself.',
    'Six of twelve months of a plan are over. Which of them can be paid back?',
  ],
  [
    ...(['Refunds', 'Who may refund more than 500 €?'] as const),
    'A team lead',
    ['Everybody', 'Up to 500 € it is everybody.'],
    ['Finance alone', 'Finance sees it the next morning.'],
    'Over 500 € a team lead confirms it, so that two have looked.',
    'Somebody is owed 720 €. Who confirms that?',
  ],
  [
    ...(['Escalation', 'A caller says that a lawyer will write. Who is told?'] as const),
    'The desk for complaints, the same day',
    ['Nobody, before a letter comes', 'Then four days of answering are gone.'],
    ['The lawyer of the company', 'The desk decides on that.'],
    'The desk has to answer within five days, and they begin with the call.',
    '“You will hear from my lawyer.” Where does this go, and when?',
  ],
  [
    ...(['Escalation', 'What does a handover need first?'] as const),
    'What was promised, and by when',
    ['How upset they are', 'That changes; the promise stands.'],
    ['The whole story', 'Nobody reads it while somebody waits.'],
    'The next colleague can keep a promise only if they know it.',
    'You hand a call over and have one sentence. What is in it?',
  ],
  [
    ...(['Escalation', 'A fault hits five customers within an hour. What do you do?'] as const),
    'Report it as an incident',
    ['Open five tickets', 'Five people would look for one cause.'],
    ['Wait for a sixth', 'An incident is measured from its first report.'],
    'Three of a kind within an hour are an incident.',
    'The same fault for the third time since ten. What now?',
  ],
  [
    ...(['Difficult calls', 'Somebody shouts. What do you say first?'] as const),
    'What you have understood',
    ['That you are not to blame', 'They did not say you are.'],
    ['To calm down', 'It tells them that they are wrong to be upset.'],
    'Who is understood need not shout.',
    'A loud caller draws breath. What is your first sentence?',
  ],
  [
    ...(['Difficult calls', 'You do not know the answer. What do you offer?'] as const),
    'A time at which you call back',
    ['Your best guess', 'They will act on it.'],
    ['To hold the line', 'Nobody holds a line for long.'],
    'A time can be kept, also with “I still do not know”.',
    'You have to ask a colleague. What does the caller get meanwhile?',
  ],
];

export const supportDeck: Deck = {
  id: 'support-calls',
  ...deckSchema.parse({
    title: 'Support calls',
    description: 'What to do when it rings.',
    items: ROWS.map(([topic, prompt, right, first, second, explanation, otherwise], i) => ({
      ...{ id: `item-${i + 1}`, topic, kind: 'single-choice', prompt, explanation },
      options: [
        { text: first[0], why: first[1] },
        { text: right, correct: true },
        { text: second[0], why: second[1] },
      ],
      ...(otherwise && { wordings: [otherwise] }),
    })),
  }),
};

/** The words with which the question in a message is answered: the right ones, or the first wrong ones. */
export function answerTo(text: string, isRight = true): string | undefined {
  const asked = ROWS.find(([, prompt, , , , , otherwise]) => text.includes(prompt) || (otherwise && text.includes(otherwise)));
  return asked && (isRight ? asked[2] : asked[3][0]);
}
