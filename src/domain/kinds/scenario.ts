import { z } from 'zod';
import type { Flaw, Grade, Kind, Outcome } from './kind.ts';
import { shuffled, unclearChoice } from './options.ts';
import { optionsIn } from './typed-options.ts';

const choiceSchema = z.strictObject({
  text: z.string().min(1),
  /** What happens then, one line. */
  consequence: z.string().min(1),
  /** A step or an ending. */
  to: z.string().min(1),
  /** For the debrief: what was good about it, or why it is weak. */
  good: z.string().min(1).optional(),
  why: z.string().min(1).optional(),
});

const schema = z.strictObject({
  kind: z.literal('scenario'),
  start: z.string().min(1),
  steps: z.record(z.string(), z.strictObject({ says: z.string().min(1), options: z.array(choiceSchema).min(2).max(5) })),
  endings: z.record(z.string(), z.strictObject({ outcome: z.enum(['good', 'mixed', 'poor']), text: z.string().min(1) })),
});

type Body = z.infer<typeof schema>;
type Choice = z.infer<typeof choiceSchema>;
type Step = Body['steps'][string];

const VERDICTS = { good: 'correct', mixed: 'partly', poor: 'incorrect' } as const;
const CREDITS = { good: 1, mixed: 0.5, poor: 0 } as const;

// Names are the author's: "constructor" is nothing that every object has.
function stepOf(body: Body, name: string): Step | undefined {
  return Object.hasOwn(body.steps, name) ? body.steps[name] : undefined;
}

function endingOf(body: Body, name: string): Body['endings'][string] | undefined {
  return Object.hasOwn(body.endings, name) ? body.endings[name] : undefined;
}

/** The choices made so far, and where they lead. */
function walk(body: Body, progress: readonly string[]): { at: string; choices: Choice[] } {
  const choices: Choice[] = [];
  let at = body.start;
  for (const pick of progress) {
    const choice = stepOf(body, at)?.options[Number(pick)];
    if (!choice) break;
    choices.push(choice);
    at = choice.to;
  }
  return { at, choices };
}

function shownAt(body: Body, at: string, seed: string) {
  return shuffled(stepOf(body, at)?.options.map((option) => option.text) ?? [], `${seed}/${at}`);
}

function debrief(body: Body, at: string, choices: readonly Choice[]): Grade {
  const ending = endingOf(body, at);
  const outcome = ending?.outcome ?? 'mixed';
  return {
    verdict: VERDICTS[outcome],
    credit: CREDITS[outcome],
    matched: choices.flatMap((choice) => choice.good ?? []),
    missed: choices.flatMap((choice) => choice.why ?? []),
    feedback: [choices.at(-1)?.consequence, ending?.text].filter(Boolean).join('\n\n'),
  };
}

export const scenario: Kind<Body> = {
  name: 'scenario',
  schema,
  flaws: flawsOf,

  present(body, { seed, progress }) {
    const { at } = walk(body, progress);
    return {
      setting: stepOf(body, at)?.says ?? '',
      form: { type: 'pick-one', options: shownAt(body, at, seed) },
      step: progress.length + 1,
    };
  },

  grade(body, reply, { seed, progress }): Outcome {
    const { at, choices } = walk(body, progress);
    const shown = shownAt(body, at, seed);
    const picked = optionsIn(reply, shown);
    const [one] = picked;
    const choice = stepOf(body, at)?.options[Number(one?.id)];
    if (!one || !choice || picked.length !== 1) return unclearChoice();
    if (stepOf(body, choice.to))
      return { type: 'next-step', said: choice.text, consequence: choice.consequence, progress: [...progress, one.id] };
    return { type: 'graded', said: choice.text, grade: debrief(body, choice.to, [...choices, choice]) };
  },

  model: (body) => bestWay(body, body.start).join(' → '),
};

// The way to a good ending, by strong choices where there are some; scenarios are small, and have no loops (`flawsOf` sees to it).
function bestWay(body: Body, at: string): string[] {
  const options = [...(stepOf(body, at)?.options ?? [])].sort((a, b) => Number(!!a.why) - Number(!!b.why));
  for (const choice of options) {
    if (endingOf(body, choice.to)?.outcome === 'good') return [choice.text];
    const rest = bestWay(body, choice.to);
    if (rest.length > 0) return [choice.text, ...rest];
  }
  return [];
}

/** What keeps a scenario from being played to an end: unknown targets, loops, steps that nothing leads to. */
function flawsOf(body: Body): Flaw[] {
  if (!stepOf(body, body.start))
    return [...strayTargets(body), { path: ['start'], message: `"${body.start}" is not one of the steps` }];
  return [...strayTargets(body), ...strayNames(body)];
}

function strayTargets(body: Body): Flaw[] {
  return Object.entries(body.steps).flatMap(([name, step]) =>
    step.options.flatMap((option, i) => {
      if (stepOf(body, option.to) || endingOf(body, option.to)) return [];
      const path = ['steps', name, 'options', i, 'to'];
      return [{ path, message: `leads to "${option.to}", which is neither a step nor an ending` }];
    }),
  );
}

function strayNames(body: Body): Flaw[] {
  const flaws: Flaw[] = [];
  const reached = new Set<string>();
  const visit = (at: string, trail: readonly string[]): void => {
    if (trail.includes(at))
      flaws.push({ path: ['steps', at], message: 'can be reached from itself: a scenario must come to an end' });
    else if (!reached.has(at)) for (const option of stepOf(body, at)?.options ?? []) visit(option.to, [...trail, at]);
    reached.add(at);
  };
  visit(body.start, []);
  const isGood = ([name, ending]: [string, Body['endings'][string]]) => ending.outcome === 'good' && reached.has(name);
  if (!Object.entries(body.endings).some(isGood)) flaws.push({ path: ['endings'], message: 'no way leads to a good ending' });
  for (const name of Object.keys(body.endings)) {
    if (stepOf(body, name)) flaws.push({ path: ['endings', name], message: 'is the name of a step as well' });
    else if (!reached.has(name)) flaws.push({ path: ['endings', name], message: 'nothing leads here' });
  }
  for (const name of Object.keys(body.steps))
    if (!reached.has(name)) flaws.push({ path: ['steps', name], message: 'nothing leads here' });
  return flaws;
}
