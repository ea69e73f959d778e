import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { type Flaw, gradedInPart, type Kind, type Option, type Outcome, type Reply, UNKNOWN } from './kind.ts';
import { sameTexts, shuffled } from './options.ts';
import { type Order, typedOrder } from './typed-order.ts';

const schema = z.strictObject({
  kind: z.literal('ordering'),
  /** In their right order. */
  steps: z.array(z.string().min(1).max(200)).min(3).max(8),
});

type Body = z.infer<typeof schema>;

const PLACES = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'];

/**
 * Credit is Kendall's rank correlation (Biometrika 30, 1938), not below 0: of all pairs of steps, those in the right order less those in
 * the wrong one. A step that stands too early costs its own pairs, where marks by place would take all that comes after it too; and in any
 * order at random the two kinds of pairs are even.
 */
export const ordering: Kind<Body> = {
  name: 'ordering',
  schema,
  flaws: (body): Flaw[] => sameTexts(body.steps, (i) => ['steps', i], 'step'),

  present(body, { seed }) {
    const options = mixed(body, seed);
    const fields = options.map((_, i) => ({ id: fieldOf(i), label: PLACES[i] ?? String(i + 1), options }));
    return { form: { type: 'fill-in', options, fields, hint: phrase`Or type the letters in their order, like “B A …”` } };
  },

  grade(body, reply, { seed }): Outcome {
    const order = orderIn(reply, mixed(body, seed));
    const known = order?.filter((step) => step !== undefined) ?? [];
    if (!order || order.length !== body.steps.length || new Set(known).size !== known.length)
      return { type: 'unclear', hint: wanted(reply, body.steps.length) };
    const held = longestRun(known);
    const textOf = (step: number | undefined) => (step === undefined ? UNKNOWN : (body.steps[step] ?? ''));
    return gradedInPart(order.map(textOf).join(' → '), {
      credit: Math.max(0, correlation(order)),
      matched: held.map(textOf),
      missed: body.steps.filter((_, step) => !held.includes(step)),
    });
  },

  model: (body) => `\n\n${body.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}`,
};

function wanted({ type }: Reply, steps: number): string {
  if (type === 'filled') return 'Choose a step for each place, each step once; “Not sure” where you do not know it.';
  return `I need all ${steps} letters, each once, like “B A …”. Put ? where you are not sure.`;
}

function fieldOf(place: number): string {
  return `place-${place + 1}`;
}

// Steps that are shown in their right order would look like a mistake.
function mixed(body: Body, seed: string): Option[] {
  const options = shuffled(body.steps, seed);
  const isSolved = options.every((option, i) => Number(option.id) === i);
  return isSolved ? [...options.slice(1), ...options.slice(0, 1)] : options;
}

function orderIn(reply: Reply, shown: readonly Option[]): Order | undefined {
  if (reply.type === 'picked') return undefined;
  if (reply.type === 'typed') return typedOrder(reply.text, shown);
  const values = shown.map((_, i) => reply.fields[fieldOf(i)] ?? '');
  if (!values.every((value) => value === UNKNOWN || shown.some((option) => option.id === value))) return undefined;
  return values.map((value) => (value === UNKNOWN ? undefined : Number(value)));
}

/** From 1 in the right order to -1 backwards; pairs of which somebody did not know one count for neither. */
export function correlation(order: Order): number {
  const pairs = order.flatMap((first, i) => order.slice(i + 1).map((second) => [first, second] as const));
  const signs = pairs.map(([first, second]) => (first === undefined || second === undefined ? 0 : Math.sign(second - first)));
  return signs.reduce((sum: number, sign) => sum + sign, 0) / pairs.length;
}

/** The most steps that stand in the right order among each other: the others are what has to be moved. */
function longestRun(steps: readonly number[]): number[] {
  const runs: number[][] = [];
  for (const step of steps) {
    const before = runs.filter((run) => (run.at(-1) ?? 0) < step).sort((a, b) => b.length - a.length)[0] ?? [];
    runs.push([...before, step]);
  }
  return runs.sort((a, b) => b.length - a.length)[0] ?? [];
}
