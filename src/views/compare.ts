import { authored, joined, type Markdown, md, plain } from '../markdown.ts';
import type { Block, Button, Input, Outbound } from '../outbound.ts';
import { button, buttons, message, note, text } from './words.ts';

// Slack cuts the label of a box here.
const LONGEST_BOX = 75;

/**
 * The answer cannot be decided by rules: the learner ticks the ideas that they said. Those that the grader found are named and not ticked, because a
 * tick that is there already is seldom taken away.
 */
export function comparePoints(
  points: readonly string[],
  { found, said }: { found: readonly string[]; said: string },
  at: { session: string; position: number },
  other: readonly Button[] = [],
): Outbound {
  const { input, isLong, list } = pointsInput(points, found);
  const lead = found.length > 0 ? md`Close to the model answer.` : md`I could not match this to the model answer.`;
  const opening = [text(md`${lead} Which of these did you say?`), text(md`You: ${said}`)];
  const done = button('done', 'Done', { type: 'tick-points', ...at }, { primary: true });
  return message(
    [
      ...opening,
      ...(isLong ? [text(list)] : []),
      { type: 'input', input },
      note(HOW),
      buttons(done, ...other, button('ask', 'Ask my lead', { type: 'ask-lead', ...at })),
    ],
    [md`${lead} Which of these did you say?`, md`You: ${said}`, list, HOW].map(plain).join('\n'),
  );
}

/** A box for each key point; what does not fit beside a box stands in a list above, by its number. */
export function pointsInput(
  points: readonly string[],
  found: readonly string[],
): { input: Input; isLong: boolean; list: Markdown } {
  const labels = points.map((point, i) => `${i + 1}  ${plain(authored(point))}${found.includes(point) ? FOUND : ''}`);
  const isLong = labels.some((label) => label.length > LONGEST_BOX);
  const boxes = points.map((point, i) => (isLong ? `${i + 1}${found.includes(point) ? FOUND : ''}` : (labels[i] ?? '')));
  const list = numbered(points, found);
  const input: Input = {
    as: 'some-of',
    id: 'points',
    label: 'What I said',
    options: boxes.map((label, i) => ({ value: String(i), label })),
    optional: true,
  };
  return { input, isLong, list };
}

/** The same in words, for who asks again: what is ticked in the message further up stays ticked. */
export function pointsAgain(points: readonly string[], found: readonly string[], said: string): Outbound {
  return message([
    text(md`Which of these did you say? Tick them above and press Done, or say their numbers here, all, or none.`),
    text(md`You: ${said}`),
    text(numbered(points, found)),
  ]);
}

/** What is left of it once the learner has compared: the question stands further up. */
export function compared(said: string): Block[] {
  return [text(md`You: ${said}`)];
}

const FOUND = ' (I found this)';
const HOW = md`Or say their numbers, all, or none.`;

function numbered(points: readonly string[], found: readonly string[]): Markdown {
  return joined(
    points.map((point, i) => md`**${i + 1}** ${authored(point)}${found.includes(point) ? FOUND : ''}`),
    '\n\n',
  );
}
