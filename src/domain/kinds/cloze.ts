import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import { filledIn, type Gapped, gapped, partsOf } from './gaps.ts';
import { type Flaw, gradedInPart, type Kind, type Outcome, type Reply, type Ruled } from './kind.ts';
import { explained, known, MOST_WRONG, recognised, saysNothing } from './wrong.ts';

const MOST_GAPS = 6;
const LONGEST_WORDING = 100;

const schema = z.strictObject({
  kind: z.literal('cloze'),
  /** Each gap in double braces, with the accepted wordings, the best first: `kept {{offsite|off-site}}`. */
  text: z.string().min(1).max(1000),
  /** Wrong fillings that deserve their own reason. */
  wrong: z
    .array(z.strictObject({ gap: z.int().positive(), text: z.string().min(1), ...known }))
    .max(MOST_WRONG)
    .optional(),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

/** Each gap is marked like a short text, and is worth the same. */
export const cloze: Kind<Body> = {
  name: 'cloze',
  schema,
  flaws: flawsOf,

  present(body) {
    const whole = gapped(body.text);
    const only = whole.gaps.length === 1;
    const setting = filledIn(whole, (gap) => (only ? '……' : `(${gap + 1}) ……`));
    if (only) return { setting, form: { type: 'type', hint: phrase`What belongs in the gap` } };
    const fields = whole.gaps.map((_, gap) => ({ id: fieldOf(gap), label: `(${gap + 1})` }));
    return { setting, form: { type: 'fill-in', options: [], fields, hint: phrase`Or type them in their order, with commas` } };
  },

  grade(body, reply): Outcome {
    const whole = gapped(body.text);
    const parts = partsIn(reply, whole);
    const empty = parts?.findIndex((part) => part.trim() === '') ?? -1;
    if (empty >= 0) return { type: 'unclear', hint: phrase`Gap ${empty + 1} is still empty. Put ? where you are not sure.` };
    if (!parts) return { type: 'unclear', hint: wanted(whole.gaps.length) };
    return marked(body, whole, parts);
  },

  learn: learned,

  model: (body) => filledIn(gapped(body.text), (gap, inCode) => inText(best(gapped(body.text), gap), inCode)),
};

function fieldOf(gap: number): string {
  return `gap-${gap + 1}`;
}

function partsIn(reply: Reply, whole: Gapped): readonly string[] | undefined {
  if (reply.type === 'typed') return partsOf(reply.text, whole);
  return reply.type === 'filled' ? whole.gaps.map((_, gap) => reply.fields[fieldOf(gap)] ?? '') : undefined;
}

function wanted(gaps: number): string {
  if (gaps === 1) return 'Type what belongs in the gap, in a few words.';
  return `I need ${gaps} answers in their order, with commas between them or one a line. Put ? where you are not sure.`;
}

function marked(body: Body, whole: Gapped, parts: readonly string[]): Outcome {
  const question = `${body.prompt ?? ''} ${whole.around.join(' ')}`;
  const verdicts = parts.map((part, gap) => {
    const wrong = (body.wrong ?? []).filter((each) => each.gap === gap + 1).map((each) => each.text);
    return gradeShortAnswer(part, whole.gaps[gap] ?? [], { wrong, question }).verdict;
  });
  const right = whole.gaps.map((_, gap) => best(whole, gap)).filter((_, gap) => verdicts[gap] === 'correct');
  const missed = whole.gaps.map((_, gap) => best(whole, gap)).filter((_, gap) => verdicts[gap] !== 'correct');
  const found = parts.flatMap((part, gap) => {
    const wrong = (body.wrong ?? []).filter((each) => each.gap === gap + 1);
    return verdicts[gap] === 'correct' ? [] : (recognised(part, wrong, verdicts[gap] === 'incorrect') ?? []);
  });
  const grade = { credit: right.length / parts.length, matched: right, missed };
  // A comparison is worth its while only where it may come out right.
  if (verdicts.includes('unsure') && !verdicts.includes('incorrect'))
    return { type: 'graded', said: parts.join(', '), grade: { verdict: 'unsure', ...grade } };
  const outcome = gradedInPart(parts.join(', '), grade);
  return { ...outcome, grade: explained(outcome.grade, found) };
}

/** What was in the gaps that were not right becomes another wording there, or, where it is one gap, a wrong filling with its reason. */
function learned(body: Body, { reply, right, why }: Ruled): Body | undefined {
  const whole = gapped(body.text);
  const parts = partsIn(reply, whole)?.map((part) => part.replace(/[*|{}\s]+/g, ' ').trim());
  if (!parts || parts.some((part) => part === '' || part === '?' || part.length > LONGEST_WORDING)) return undefined;
  const isOpen = (gap: number) => !(whole.gaps[gap] ?? []).some((wording) => saysSame(parts[gap] ?? '', wording));
  const open = parts.flatMap((_, gap) => (isOpen(gap) ? [gap] : []));
  const [gap = 0, ...others] = open;
  if (open.length === 0) return undefined;
  if (!right) {
    if (why === undefined || others.length > 0) return undefined;
    return { ...body, wrong: [...(body.wrong ?? []), { gap: gap + 1, text: parts[gap] ?? '', why }] };
  }
  const wrong = (body.wrong ?? []).filter(
    (each) => !open.includes(each.gap - 1) || !saysSame(parts[each.gap - 1] ?? '', each.text),
  );
  const { wrong: _, ...rest } = body;
  const wordings = (at: number) => [...(whole.gaps[at] ?? []), ...(open.includes(at) ? [parts[at]] : [])].join('|');
  return { ...rest, text: filledIn(whole, (at) => `{{${wordings(at)}}}`), ...(wrong.length > 0 && { wrong }) };
}

function saysSame(said: string, wording: string): boolean {
  return gradeShortAnswer(said, [wording]).verdict === 'correct';
}

function best({ gaps }: Gapped, gap: number): string {
  const wordings = gaps[gap] ?? [];
  return wordings.find((wording) => !wording.includes('*')) ?? wordings[0] ?? '';
}

// An accepted wording is plain text: `__init__` is no bold.
function inText(wording: string, inCode: boolean): string {
  return inCode ? wording : `**${wording.replace(/[!-/:-@[-`{-~]/g, '\\$&')}**`;
}

function flawsOf(body: Body): Flaw[] {
  const { around, gaps } = gapped(body.text);
  const flaw = (message: string): Flaw => ({ path: ['text'], message });
  if (around.some((piece) => /\{\{|\}\}/.test(piece)))
    return [flaw('a gap begins with {{ and ends with }}: one of these is missing')];
  if (gaps.length === 0) return [flaw('has no gap: put what is missing in double braces, like {{offsite|off-site}}')];
  const flaws = gaps.flatMap((wordings, i) => (wordings.length === 0 ? [flaw(`gap ${i + 1} is empty`)] : []));
  if (gaps.length > MOST_GAPS) flaws.push(flaw(`has ${gaps.length} gaps, more than ${MOST_GAPS} are too many at once`));
  return [
    ...flaws,
    ...(body.wrong ?? []).flatMap((each, i) => [
      ...saysNothing(each, i),
      ...fillingFlaws(each, gaps).map((message) => ({ path: ['wrong', i], message })),
    ]),
  ];
}

function fillingFlaws({ gap, text }: { gap: number; text: string }, gaps: Gapped['gaps']): string[] {
  const accepted = gaps[gap - 1];
  if (!accepted) return [`there is no gap ${gap}`];
  return accepted.some((wording) => saysSame(text, wording)) ? [`"${text}" is accepted in gap ${gap}`] : [];
}
