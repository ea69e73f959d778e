import { isCheck } from '../domain/attempt.ts';
import { isExplained } from '../domain/buddy.ts';
import { hasTicks } from '../domain/compare.ts';
import type { Confidence } from '../domain/confidence.ts';
import { type Item, keyPoints, modelAnswer } from '../domain/deck.ts';
import { hasMoreHints, hintsShown } from '../domain/hints.ts';
import type { Grade, Question } from '../domain/kinds/kind.ts';
import type { Prompt, Session } from '../domain/session.ts';
import type { FormValues } from '../events.ts';
import { authored, joined, type Markdown, md, plainly } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { answerForm, choices, choicesLeft, hintButton } from './answer-form.ts';
import { sendToBuddy } from './buddies.ts';
import { comparePoints } from './compare.ts';
import { answerWords, pointWords } from './own-words.ts';
import { button, buttons, count, listed, message, note, text } from './words.ts';

/** Where in the session a question stands. */
export type Place = {
  session: Session;
  prompt: Prompt;
  asksConfidence?: boolean;
};

/** `filled` is what was filled in before, where the question takes the place of itself. */
export function question(item: Item, shown: Question, place: Place, filled: FormValues = {}): Outbound {
  const { session, prompt } = place;
  const at = { session: session.id, position: session.position };
  const hints = hintLines(item, prompt.hints);
  const hint = !isCheck(prompt.purpose) && hasMoreHints(item, prompt.hints ?? 0) ? [hintButton(at, prompt.hints ?? 0)] : [];
  const form = [...answerForm(shown, at, hint, filled), ...confidenceRow(place, at)];
  return message(
    [
      text(heading(item, place, shown)),
      ...aboutCheck(prompt).map(note),
      text(authored(item.prompt)),
      ...setting(shown),
      ...hints.map(note),
      ...form,
    ],
    spoken(item, shown, place),
  );
}

const LEVELS: readonly [Confidence, Phrase, Phrase][] = [
  ['sure', phrase`Sure`, phrase`sure`],
  ['fairly', phrase`Fairly`, phrase`fairly`],
  ['guess', phrase`A guess`, phrase`a guess`],
];

/** Where somebody wants to be asked how sure they are; once they have said so, what they said. */
function confidenceRow({ prompt, asksConfidence }: Place, at: { session: string; position: number }): Block[] {
  const said = LEVELS.find(([level]) => level === prompt.confidence);
  if (said) return [note(md`How sure you are: ${said[2]}.`)];
  if (!asksConfidence) return [];
  const row = LEVELS.map(([confidence, label]) =>
    button(`confidence-${confidence}`, label, { type: 'say-confidence', ...at, confidence }, { sends: true }),
  );
  return [note(md`How sure are you? If you like, say so first.`), buttons(...row)];
}

// What it is, once in full: who is asked without a hint for the first time wonders why.
function aboutCheck({ purpose, isFirst }: Prompt): Markdown[] {
  if (purpose === 'test-out' && isFirst)
    return [md`First tries, without hints: enough right, and the stage is yours. What you miss just comes as a question later.`];
  if (purpose === 'sprint-before' && isFirst)
    return [
      md`The check before the sprint: first tries, without hints. Nothing depends on it; it comes again in a week, in other words.`,
    ];
  if (purpose === 'sprint-after' && isFirst) return [md`The check after the sprint: the same as a week ago, in other words.`];
  if (purpose !== 'probe') return [];
  if (!isFirst) return [md`A quick check, without hints.`];
  return [md`A quick check without hints: it shows whether this stays. Nothing depends on it, and a miss just comes back.`];
}

export function newestHint(item: Item, used: number): Outbound {
  return message(hintLines(item, used).slice(-1).map(text));
}

function hintLines(item: Item, used = 0): Markdown[] {
  const of = item.hints?.length ?? 0;
  return hintsShown(item, used).map((hint, i) =>
    of > 1 ? md`Hint ${i + 1} of ${of}: ${authored(hint)}` : md`Hint: ${authored(hint)}`,
  );
}

const UNPLANNED: Partial<Record<Prompt['purpose'], Phrase>> = {
  correction: phrase`Once more`,
  extra: phrase`One more`,
  replay: phrase`Another way`,
  'test-out': phrase`Test out`,
  'sprint-before': phrase`Sprint, before`,
  'sprint-after': phrase`Sprint, after`,
};

export function heading(
  item: Item,
  { session, prompt }: Place,
  { step, about }: Pick<Question, 'step' | 'about'> = {},
): Markdown {
  const isPlanned = ({ purpose }: Prompt) => purpose === 'new' || purpose === 'review' || purpose === 'probe';
  const number = session.prompts.slice(0, session.position + 1).filter(isPlanned).length;
  const planned = session.prompts.filter(isPlanned).length;
  const where = UNPLANNED[prompt.purpose] ?? phrase`${number} of ${planned}`;
  if (step === undefined) return md`**${where}** · ${item.topic}`;
  if (about === undefined) return md`**${where}** · ${item.topic} · step ${step}`;
  return md`**${where}** · ${item.topic} · step ${step} of about ${about}`;
}

// An author's Markdown, or what the kind asks for.
function settingWords({ setting: words }: Question): Markdown[] {
  if (words === undefined) return [];
  return [typeof words === 'string' ? authored(words) : md`${words}`];
}

export function setting(shown: Question): Block[] {
  return settingWords(shown).map(text);
}

function spoken(item: Item, shown: Question, place: Place): Phrase {
  const parts = [heading(item, place, shown), ...aboutCheck(place.prompt), authored(item.prompt)];
  return listed([...parts, ...settingWords(shown), ...hintLines(item, place.prompt.hints), ...choices(shown)].map(plainly), '\n');
}

/** What was asked, without its buttons, for when it is over; with its options where the answer stands elsewhere. */
export function asked(item: Item, place: Place, shown?: Question): Block[] {
  const blocks = [text(heading(item, place, shown)), text(authored(item.prompt))];
  return shown ? [...blocks, ...setting(shown), ...choicesLeft(shown).map(text)] : blocks;
}

/** What somebody picked or filled in, which is gone with the form; what is right is said anyway, but for the last word of a scenario. */
export function answerGiven(item: Item, said: string, { verdict: found }: Grade): Block[] {
  if (said === '' || (found === 'correct' && item.kind !== 'scenario')) return [];
  return [text(md`You: ${isOwnWords(item) ? said : answerWords(item, said)}`)];
}

/** The answer cannot be decided by rules: the learner compares. */
export function compare(item: Item, place: Place, said: string, model = modelAnswer(item)): Outbound {
  const at = { session: place.session.id, position: place.session.position };
  const other = isExplained(item) ? [sendToBuddy(at)] : [];
  if (hasTicks(item)) return comparePoints(keyPoints(item), { found: place.prompt.found ?? [], said }, at, other);
  return message([
    text(md`I could not match this to the model answer. Did you say the same?`),
    text(md`You: ${said}`),
    text(md`Model answer: ${authored(model)}`),
    buttons(
      button('said-it', phrase`I said that`, { type: 'self-mark', ...at, said: true }, { primary: true }),
      button('did-not', phrase`Not quite`, { type: 'self-mark', ...at, said: false }),
      ...other,
      // A step of a scenario goes on at once.
      ...(item.kind === 'scenario' ? [] : [button('ask', phrase`Ask my lead`, { type: 'ask-lead', ...at })]),
    ),
  ]);
}

/** An answer as it was understood and marked, before its hints cost it anything. */
type Answered = { said: string; grade: Grade; hints: number; confidence?: Confidence | undefined };

/** The verdict, then why, then when it comes back. */
export function verdict(item: Item, answer: Answered, after: Words): Block[] {
  const { grade } = answer;
  const blocks = [text(verdictLine(item, answer)), ...debrief(item, grade)];
  if (grade.feedback) blocks.splice(1, 0, text(authored(grade.feedback)));
  blocks.push(...aboutConfidence(answer));
  if (item.explanation) blocks.push(text(authored(item.explanation)));
  if (item.source) blocks.push(note(md`Read more: ${authored(`<${item.source}>`)}`));
  return [...blocks, note(md`${after}`)];
}

// A miss of which somebody was sure is often the one that stays best, once it is put right.
function aboutConfidence({ grade, confidence }: Answered): Block[] {
  if (confidence === 'sure' && grade.verdict === 'incorrect')
    return [text(md`You were sure, so take a moment with it: what is put right like this tends to stay.`)];
  if (confidence === 'guess' && grade.verdict === 'correct')
    return [text(md`Well guessed. It counts for an achievement once you know it.`)];
  return [];
}

function verdictLine(item: Item, { said, grade, hints }: Answered): Markdown {
  const answer = answerWords(item, modelAnswer(item));
  if (grade.verdict === 'correct') {
    const right = hints > 0 ? md`✓ **Right, with a hint**` : md`✓ **Right**`;
    return item.kind === 'scenario' ? right : joined([right, isOwnWords(item) ? answer : answerWords(item, said)], ' · ');
  }
  if (item.kind === 'scenario') return grade.verdict === 'partly' ? md`◐ **Partly there**` : md`✗ **Not this time**`;
  if (grade.verdict === 'partly' && hasTicks(item)) return pointsLine(grade);
  if (grade.verdict === 'partly')
    return md`◐ **Partly** · ${grade.matched.length} of ${grade.matched.length + grade.missed.length}. The answer is: ${answer}`;
  return md`✗ **Not this time** · the answer is: ${answer}`;
}

// Idea by idea the others are enough: what was said needs no repeating.
function pointsLine({ matched, missed }: Grade): Markdown {
  const of = count(matched.length + missed.length, 'point');
  const [other] = missed;
  if (missed.length === 1 && other !== undefined)
    return md`◐ **Partly** · ${matched.length} of ${of}. The other: ${pointWords(other)}`;
  const lines = missed.map((each) => md`- ${pointWords(each)}`);
  return md`◐ **Partly** · ${matched.length} of ${of}. The others:\n\n${joined(lines, '\n')}`;
}

// What somebody typed is no Markdown of the author's; the answer is.
function isOwnWords({ kind }: Item): boolean {
  return kind === 'short-text' || kind === 'sentence' || kind === 'teach-back' || kind === 'cloze';
}

// What went well and what did not, where a scenario was played.
function debrief(item: Item, grade: Grade): Block[] {
  if (item.kind !== 'scenario') return [];
  const well = grade.matched.map((each) => md`- Went well: ${authored(each)}`);
  const next = grade.missed.map((each) => md`- Next time: ${authored(each)}`);
  const points = [...well, ...next];
  return points.length > 0 ? [text(joined(points, '\n'))] : [];
}
