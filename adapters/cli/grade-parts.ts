import { gradeShortAnswer, type ShortAnswerGrade } from '../../src/domain/grade/short-answer.ts';
import { partsOf } from '../../src/domain/kinds/gaps.ts';
import type { Option } from '../../src/domain/kinds/kind.ts';
import { correlation } from '../../src/domain/kinds/ordering.ts';
import { typedOrder } from '../../src/domain/kinds/typed-order.ts';
import { typedPairs } from '../../src/domain/kinds/typed-pairs.ts';
import type { Answer } from './grade-kinds.ts';

const UNCLEAR: ShortAnswerGrade = { verdict: 'unsure', probability: 0.3 };

// Partly right is not right: its credit is the probability.
function ofCredit(credit: number): ShortAnswerGrade {
  if (credit === 1) return { verdict: 'correct', probability: 0.99 };
  return { verdict: 'incorrect', probability: Math.max(0.01, credit) };
}

function lettered(texts: readonly string[]): Option[] {
  return texts.map((text, i) => ({ id: String(i), text }));
}

export function gradeCloze({ answer, references, question }: Answer): ShortAnswerGrade {
  const gaps = references.map((reference) => reference.split('|').map((wording) => wording.trim()));
  const parts = partsOf(answer, { around: gaps.map(() => '').concat(''), gaps });
  const grades = parts?.map((part, i) => gradeShortAnswer(part, gaps[i] ?? [], { question })) ?? [];
  const verdicts = grades.map((grade) => grade.verdict);
  if (grades.length === 0 || (verdicts.includes('unsure') && !verdicts.includes('incorrect'))) return UNCLEAR;
  return ofCredit(verdicts.filter((verdict) => verdict === 'correct').length / gaps.length);
}

/** Without options, the letters are those of the right order. */
export function gradeOrdering({ answer, references, options }: Answer): ShortAnswerGrade {
  const shown = lettered(options.length > 0 ? options : references);
  const order = typedOrder(answer, shown)?.map((id) => (id === undefined ? id : references.indexOf(shown[id]?.text ?? '')));
  const known = order?.filter((step) => step !== undefined) ?? [];
  if (!order || order.length !== references.length || new Set(known).size < known.length) return UNCLEAR;
  return ofCredit(Math.max(0, correlation(order)));
}

/** What stands between the sides of a pair. */
export const PAIRED = /\s*(?:=|->|→)\s*/;

export function gradeMatching({ answer, references, options }: Answer): ShortAnswerGrade {
  const pairs = references.map((reference) => reference.split(PAIRED));
  const rights = pairs.map(([, right = '']) => right);
  const right = lettered(options.length > 0 ? options : [...new Set(rights)]);
  const left = lettered(pairs.map(([one = '']) => one));
  const given = typedPairs(answer, { left, right });
  if (!given || given.size < left.length) return UNCLEAR;
  const hits = left.filter(({ id }, i) => right.find((option) => option.id === given.get(id))?.text === rights[i]);
  return ofCredit(hits.length / left.length);
}
