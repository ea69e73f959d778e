import { z } from 'zod';
import { phrase, together, type Words } from '../../phrase.ts';
import { type Field, type Flaw, gradedInPart, type Kind, type Outcome, type Reply, UNKNOWN } from './kind.ts';
import { sameTexts, shuffled } from './options.ts';
import { type Sides, typedPairs } from './typed-pairs.ts';

const textSchema = z.string().min(1).max(150);

const schema = z.strictObject({
  kind: z.literal('matching'),
  /** `why` is said to who gives this one something else. Several may have the same on the right. */
  pairs: z
    .array(z.strictObject({ left: textSchema, right: textSchema, why: z.string().min(1).optional() }))
    .min(3)
    .max(8),
  /** What else is offered on the right, and belongs to nothing. */
  distractors: z.array(textSchema).max(4).optional(),
});

type Body = z.infer<typeof schema>;

/** Every pair is worth the same. */
export const matching: Kind<Body> = {
  name: 'matching',
  schema,
  flaws: flawsOf,

  present(body, { seed }) {
    const { left, right } = shownOf(body, seed);
    const fields = left.map(({ id, text }, i): Field => ({ id: fieldOf(id), label: String(i + 1), text, options: right }));
    return { form: { type: 'fill-in', options: right, fields, hint: phrase`Or type numbers and letters, like “1B 2A …”` } };
  },

  grade(body, reply, { seed }): Outcome {
    const shown = shownOf(body, seed);
    const given = givenIn(reply, shown);
    const open = shown.left.flatMap(({ id }, i) => (given?.has(id) ? [] : [i + 1]));
    if (!given || (open.length === shown.left.length && reply.type === 'typed'))
      return unclear(phrase`I could not tell which belongs to which.`, reply);
    const [first] = open;
    if (open.length === 1 && first !== undefined) return unclear(phrase`${first} is still open.`, reply);
    if (open.length > 0) return unclear(phrase`${together(open.map(String))} are still open.`, reply);
    return marked(body, shown, given);
  },

  model: (body) => `\n\n${body.pairs.map(({ left, right }) => `- ${left} → ${right}`).join('\n')}`,
};

function unclear(what: Words, { type }: Reply): Outcome {
  const hint =
    type === 'filled'
      ? phrase`${what} Choose one, or “Not sure”.`
      : phrase`${what} Say it like “1B 2A …”, and put ? where you are not sure.`;
  return { type: 'unclear', hint };
}

function fieldOf(left: string): string {
  return `pair-${left}`;
}

function rightsOf(body: Body): string[] {
  return [...new Set([...body.pairs.map((pair) => pair.right), ...(body.distractors ?? [])])];
}

function shownOf(body: Body, seed: string): Sides {
  const lefts = body.pairs.map((pair) => pair.left);
  return { left: shuffled(lefts, `${seed}/left`), right: shuffled(rightsOf(body), `${seed}/right`) };
}

function marked(body: Body, { left, right }: Sides, given: ReadonlyMap<string, string>): Outcome {
  const pairs = left.flatMap(({ id }) => {
    const pair = body.pairs[Number(id)];
    const said = right.find((option) => option.id === given.get(id))?.text ?? UNKNOWN;
    return pair ? [{ ...pair, said }] : [];
  });
  const wrong = pairs.filter((pair) => pair.said !== pair.right);
  const matched = pairs.filter((pair) => pair.said === pair.right).map((pair) => `${pair.left} → ${pair.right}`);
  const reasons = wrong.flatMap((pair) => pair.why ?? []);
  return gradedInPart(pairs.map((pair) => `${pair.left} → ${pair.said}`).join('; '), {
    credit: matched.length / pairs.length,
    matched,
    missed: wrong.map((pair) => `${pair.left} → ${pair.right}`),
    ...(reasons.length > 0 && { feedback: reasons.join(' ') }),
  });
}

/** The right option, or `UNKNOWN`, by the left one; nothing where it cannot be told. */
function givenIn(reply: Reply, shown: Sides): Map<string, string> | undefined {
  if (reply.type === 'picked') return undefined;
  if (reply.type === 'typed') return typedPairs(reply.text, shown);
  const isOffered = (value: string) => value === UNKNOWN || shown.right.some((option) => option.id === value);
  const chosen = shown.left.map(({ id }) => [id, reply.fields[fieldOf(id)] ?? ''] as const);
  return new Map(chosen.filter(([, value]) => isOffered(value)));
}

function flawsOf(body: Body): Flaw[] {
  const rights = body.pairs.map((pair) => pair.right.trim());
  const strays = (body.distractors ?? []).flatMap((text, i) => {
    const pair = rights.indexOf(text.trim());
    return pair >= 0 ? [{ path: ['distractors', i], message: `is right for pair ${pair + 1}: it distracts nobody` }] : [];
  });
  const lefts = sameTexts(
    body.pairs.map((pair) => pair.left),
    (i) => ['pairs', i, 'left'],
    'pair',
  );
  const only =
    new Set(rightsOf(body)).size < 2
      ? [{ path: ['pairs'], message: 'everything has the same on the right: there is nothing to choose' }]
      : [];
  return [...lefts, ...strays, ...sameTexts(body.distractors ?? [], (i) => ['distractors', i], 'distractor'), ...only];
}
