import { joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Button, Input, Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import { pointWords } from './own-words.ts';
import { button, buttons, inEveryLanguage, listed, message, note, text } from './words.ts';

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
  const lead =
    found.length > 0
      ? md`Close to the model answer. Which of these did you say?`
      : md`I could not match this to the model answer. Which of these did you say?`;
  const opening = [text(lead), text(md`You: ${said}`)];
  const done = button('done', phrase`Done`, { type: 'tick-points', ...at }, { primary: true });
  return message(
    [
      ...opening,
      ...(isLong ? [text(list)] : []),
      { type: 'input', input },
      note(HOW),
      buttons(done, ...other, button('ask', phrase`Ask my lead`, { type: 'ask-lead', ...at })),
    ],
    listed([lead, md`You: ${said}`, list, HOW].map(plainly), '\n'),
  );
}

/** A box for each key point; what does not fit beside a box stands in a list above, by its number. */
export function pointsInput(
  points: readonly string[],
  found: readonly string[],
): { input: Input; isLong: boolean; list: Markdown } {
  const labels = points.map((point, i) => foundIn(phrase`${i + 1}  ${plainly(pointWords(point))}`, point, found));
  const isLong = labels.some((label) => inEveryLanguage(label) > LONGEST_BOX);
  const boxes = isLong ? points.map((point, i) => foundIn(String(i + 1), point, found)) : labels;
  const list = numbered(points, found);
  const input: Input = {
    as: 'some-of',
    id: 'points',
    label: phrase`What I said`,
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

function foundIn(words: Words, point: string, found: readonly string[]): Words {
  return found.includes(point) ? phrase`${words} (I found this)` : words;
}

const HOW = md`Or say their numbers, all, or none.`;

function numbered(points: readonly string[], found: readonly string[]): Markdown {
  return joined(
    points.map((point, i) =>
      found.includes(point) ? md`**${i + 1}** ${pointWords(point)} (I found this)` : md`**${i + 1}** ${pointWords(point)}`,
    ),
    '\n\n',
  );
}
