import { phrase } from '../../phrase.ts';
import type { Grade, Kind, Outcome, Reply, Showing } from './kind.ts';
import { shuffled, unclearChoice } from './options.ts';
import { type Body, endingOf, type Step, scenarioSchema, stepOf, type Way, wayFor, wayTo } from './scenario-body.ts';
import { scenarioFlaws } from './scenario-flaws.ts';
import { markPoints } from './sentence.ts';
import { optionsIn } from './typed-options.ts';

const VERDICTS = { good: 'correct', mixed: 'partly', poor: 'incorrect' } as const;
const CREDITS = { good: 1, mixed: 0.5, poor: 0 } as const;

/** One step on the way: the choice, or the points that were met and missed in words. */
type Taken = { way: Way; met: readonly string[]; missed: readonly string[] };

/** The steps taken so far, and where they lead. */
function walk(body: Body, progress: readonly string[]): { at: string; taken: Taken[] } {
  const taken: Taken[] = [];
  let at = body.start;
  for (const each of progress) {
    const step = stepOf(body, at);
    const next = step && (step.points ? inWords(step, pointsIn(each)) : chosen(step, each));
    if (!next) break;
    taken.push(next);
    at = next.way.to;
  }
  return { at, taken };
}

function chosen(step: Step, pick: string | undefined): Taken | undefined {
  const way = step.options?.[Number(pick)];
  return way && { way, met: [], missed: [] };
}

function inWords(step: Step, met: readonly number[]): Taken | undefined {
  const way = wayFor(step, met.length);
  const texts = (wanted: boolean) => (step.points ?? []).filter((_, i) => met.includes(i) === wanted).map(({ text }) => text);
  return way && { way, met: texts(true), missed: texts(false) };
}

// A step in words is kept with the points that were met, so that it need not be marked again: "met 0 2: I will call at two".
function kept(met: readonly number[], said: string): string {
  return `met ${met.join(' ')}: ${said.slice(0, LONGEST_KEPT).toWellFormed()}`;
}

const LONGEST_KEPT = 1000;

function pointsIn(progress: string): number[] {
  const [, met = ''] = /^met ([\d ]*):/.exec(progress) ?? [];
  return met.split(' ').filter(Boolean).map(Number);
}

function shownAt(body: Body, at: string, seed: string) {
  return shuffled(stepOf(body, at)?.options?.map((option) => option.text) ?? [], `${seed}/${at}`);
}

/** How many steps are still to come, this one counted: on the way to a good ending, else to any. */
function stepsLeft(body: Body, at: string): number {
  const toGood = wayTo(body, at, (place) => endingOf(body, place)?.outcome === 'good');
  const toAny = toGood ?? wayTo(body, at, (place) => endingOf(body, place) !== undefined);
  return Math.max(1, toAny?.length ?? 1);
}

function modelOf({ model, points = [] }: Step): string {
  return model ?? points.map(({ text }) => text).join(' ');
}

function goOn(body: Body, taken: Taken, said: string, progress: readonly string[]): Outcome {
  const { way, met, missed } = taken;
  if (!stepOf(body, way.to)) {
    const all = walk(body, progress).taken;
    return { type: 'graded', said, grade: debrief(body, way, all) };
  }
  const points = met.length + missed.length > 0 ? { points: { met, missed } } : {};
  return { type: 'next-step', said, consequence: way.consequence, progress, ...points };
}

// The points of earlier steps were shown when they were taken: what the author says of them is enough.
function lines(points: readonly string[], words: string | undefined, isLast: boolean): string[] {
  if (words === undefined) return [...points];
  return isLast ? [...points, words] : [words];
}

function debrief(body: Body, last: Way, taken: readonly Taken[]): Grade {
  const ending = endingOf(body, last.to);
  const outcome = ending?.outcome ?? 'mixed';
  const misconceptions = [...new Set(taken.flatMap(({ way }) => way.misconception ?? []))];
  return {
    verdict: VERDICTS[outcome],
    credit: CREDITS[outcome],
    matched: taken.flatMap(({ way, met }, i) => lines(met, way.good, i === taken.length - 1)),
    missed: taken.flatMap(({ way, missed }, i) => lines(missed, way.why, i === taken.length - 1)),
    feedback: [last.consequence, ending?.text].filter(Boolean).join('\n\n'),
    ...(misconceptions.length > 0 && { misconceptions }),
  };
}

function gradeChoice(body: Body, at: string, reply: Reply, { seed, progress }: Showing): Outcome {
  const [one, ...others] = optionsIn(reply, shownAt(body, at, seed));
  const step = stepOf(body, at);
  const choice = step?.options?.[Number(one?.id)];
  const taken = step && chosen(step, one?.id);
  if (!one || !choice || !taken || others.length > 0) return unclearChoice();
  return goOn(body, taken, choice.text, [...progress, one.id]);
}

function gradeWords(body: Body, step: Step, reply: Reply, progress: readonly string[]): Outcome {
  if (reply.type !== 'typed' || !step.points)
    return { type: 'unclear', hint: phrase`Say it in your own words, in a sentence or two.` };
  const { verdict, matched, missed } = markedAt(body, step, reply.text);
  if (verdict === 'unsure') return { type: 'graded', said: reply.text, grade: { verdict, credit: 0, matched, missed } };
  return met(body, step, reply.text, matched, progress);
}

function markedAt({ language }: Body, { says, points = [], model }: Step, said: string) {
  return markPoints({ prompt: says, points, model, language }, said);
}

function met(body: Body, step: Step, said: string, texts: readonly string[], progress: readonly string[]): Outcome {
  const points = (step.points ?? []).flatMap(({ text }, i) => (texts.includes(text) ? [i] : []));
  const taken = inWords(step, points);
  return taken ? goOn(body, taken, said, [...progress, kept(points, said)]) : unclearChoice();
}

export const scenario: Kind<Body> = {
  name: 'scenario',
  schema: scenarioSchema,
  flaws: scenarioFlaws,

  present(body, { seed, progress }) {
    const { at } = walk(body, progress);
    const step = stepOf(body, at);
    return {
      setting: step?.says ?? '',
      form: step?.points
        ? { type: 'type', hint: phrase`In your own words, a sentence or two` }
        : { type: 'pick-one', options: shownAt(body, at, seed) },
      step: progress.length + 1,
      about: progress.length + stepsLeft(body, at),
      ...(step?.points && { model: modelOf(step) }),
    };
  },

  grade(body, reply, showing) {
    const { at } = walk(body, showing.progress);
    const step = stepOf(body, at);
    return step?.points ? gradeWords(body, step, reply, showing.progress) : gradeChoice(body, at, reply, showing);
  },

  /** Who said the same as the model met every point; else those count that were found. */
  compared(body, said, same, { progress }) {
    const step = stepOf(body, walk(body, progress).at);
    if (!step?.points) return undefined;
    const texts = same ? step.points.map(({ text }) => text) : markedAt(body, step, said).matched;
    return met(body, step, said, texts, progress);
  },

  model(body) {
    const way = wayTo(body, body.start, (place) => endingOf(body, place)?.outcome === 'good') ?? [];
    return way
      .map(({ at, way: { ...one } }) => ('text' in one ? one.text : modelOf(stepOf(body, at) ?? { says: '' })))
      .join(' → ');
  },
};
