import { gradePoints } from '../../src/domain/grade/key-points.ts';
import { normalise } from '../../src/domain/grade/normalise.ts';
import { type Reading, readQuantities } from '../../src/domain/grade/quantity.ts';
import { gradeSentence } from '../../src/domain/grade/sentence.ts';
import { gradeShortAnswer, type ShortAnswerGrade } from '../../src/domain/grade/short-answer.ts';
import type { Outcome } from '../../src/domain/kinds/kind.ts';
import { numeric } from '../../src/domain/kinds/numeric.ts';
import { trueFalse } from '../../src/domain/kinds/true-false.ts';
import { understood } from '../../src/domain/kinds/typed-options.ts';
import { gradeCloze, gradeMatching, gradeOrdering } from './grade-parts.ts';

export type Answer = {
  question: string;
  references: readonly string[];
  answer: string;
  options: readonly string[];
  tolerance: number;
  unit: string | undefined;
};

const KINDS = new Map<string, (answer: Answer) => ShortAnswerGrade>([
  ['short', ({ answer, references, question }) => gradeShortAnswer(answer, references, { question })],
  ['sentence', ({ answer, references, question }) => gradeSentence(answer, references, { question })],
  ['teach-back', gradeTeachBack],
  ['numeric', gradeNumeric],
  ['single-choice', gradeChoice],
  ['multi-select', gradeChoices],
  ['true-false', gradeTrueFalse],
  ['cloze', gradeCloze],
  ['ordering', gradeOrdering],
  ['matching', gradeMatching],
  ['scenario', gradeStep],
]);

const OTHER_NAMES = new Map([
  ['short-text', 'short'],
  ['short-answer', 'short'],
  ['sentences', 'sentence'],
  ['free-text', 'sentence'],
  ['text', 'short'],
  ['teachback', 'teach-back'],
  ['explain', 'teach-back'],
  ['number', 'numeric'],
  ['choice', 'single-choice'],
  ['multiple-choice', 'single-choice'],
  ['boolean', 'true-false'],
  ['gaps', 'cloze'],
  ['fill-in', 'cloze'],
  ['order', 'ordering'],
  ['match', 'matching'],
  ['branching-scenario', 'scenario'],
  ['role-play', 'scenario'],
  ['drill', 'scenario'],
  ['rubric', 'teach-back'],
]);

export function kindsNamed(): string[] {
  return [...KINDS.keys(), ...OTHER_NAMES.keys()];
}

/** The kind of that name, or of another name for it. */
export function kindNamed(name: string): string | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, '-');
  const kind = OTHER_NAMES.get(plain) ?? plain;
  return KINDS.has(kind) ? kind : undefined;
}

export function gradeKind(kind: string, answer: Answer): ShortAnswerGrade {
  const grade = KINDS.get(kind);
  if (!grade) throw new Error(`No kind is called ${kind}: is it listed in grade-kinds.ts?`);
  return grade(answer);
}

/** One step: a choice, or, without options, words that are held against its key points. */
function gradeStep(answer: Answer): ShortAnswerGrade {
  return answer.options.length > 0 ? gradeChoice(answer) : gradeTeachBack(answer);
}

/** The references are key points. An explanation that has some of them may still be what was asked for. */
function gradeTeachBack({ answer, references, question }: Answer): ShortAnswerGrade {
  const points = references.map((text) => ({ text }));
  const { verdict, probability } = gradePoints(answer, points, { question });
  return { verdict: verdict === 'partly' ? 'unsure' : verdict, probability };
}

const SHOWING = { seed: '', progress: [] };

function gradeNumeric({ answer, references, tolerance, unit, question }: Answer): ShortAnswerGrade {
  const wanted = references.flatMap((reference) => readQuantities(reference).flat());
  if (wanted.length === 0) return gradeShortAnswer(answer, references, { question });
  const outcomes = wanted.map((reading) => {
    const named = unit ?? unitOf(reading);
    const body = { kind: 'numeric' as const, answer: reading.value, tolerance, ...(named !== undefined && { unit: named }) };
    return numeric.grade(body, { type: 'typed', text: answer }, SHOWING);
  });
  return best(outcomes.map(asGrade));
}

function unitOf({ words }: Reading): string | undefined {
  return words.length > 0 ? words.join(' ') : undefined;
}

function gradeTrueFalse({ answer, references: [reference = ''] }: Answer): ShortAnswerGrade {
  return asGrade(saidOf(answer, truthOf(reference) === true));
}

/** What a reference says, if it says either. */
export function truthOf(reference: string): boolean | undefined {
  if (reference.trim() === '0') return false;
  const outcome = saidOf(reference, true);
  return outcome.type === 'graded' ? outcome.grade.verdict === 'correct' : undefined;
}

function saidOf(text: string, answer: boolean): Outcome {
  return trueFalse.grade({ kind: 'true-false', answer }, { type: 'typed', text }, SHOWING);
}

function asGrade(outcome: Outcome): ShortAnswerGrade {
  if (outcome.type !== 'graded') return { verdict: 'unsure', probability: 0.3 };
  return outcome.grade.verdict === 'correct'
    ? { verdict: 'correct', probability: 0.99 }
    : { verdict: 'incorrect', probability: outcome.grade.credit || 0.01 };
}

function best(grades: readonly ShortAnswerGrade[]): ShortAnswerGrade {
  const order = ['correct', 'unsure', 'incorrect'];
  return (
    grades.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0] ?? { verdict: 'unsure', probability: 0.3 }
  );
}

function gradeChoice({ answer, references, options, question }: Answer): ShortAnswerGrade {
  const shown = shownOf(options);
  if (shown.length === 0) return gradeShortAnswer(answer, references, { question });
  const right = rightOf(references, shown);
  const [picked, ...others] = understood(answer, shown);
  if (!picked || others.length > 0) return { verdict: 'unsure', probability: 0.3 };
  return right.has(picked.id) ? { verdict: 'correct', probability: 0.99 } : { verdict: 'incorrect', probability: 0.01 };
}

/** Partly right is not right: its credit is the probability. */
function gradeChoices({ answer, references, options }: Answer): ShortAnswerGrade {
  const shown = shownOf(options.length > 0 ? options : references);
  const right = rightOf(references, shown);
  // Without the options, what was named beside the right ones counts against it.
  const parts = options.length > 0 ? [answer] : answer.split(/[,;\n]|\band\b/).filter((part) => normalise(part) !== '');
  const picked = parts.map((part) => understood(part, shown).map((option) => option.id));
  if (picked.flat().length === 0) return { verdict: 'unsure', probability: 0.3 };
  const named = new Set(picked.flat());
  const hits = [...named].filter((id) => right.has(id)).length;
  const misses = named.size - hits + picked.filter((ids) => ids.length === 0).length;
  const credit = Math.max(0, (hits - misses) / right.size);
  return credit === 1 ? { verdict: 'correct', probability: 0.99 } : { verdict: 'incorrect', probability: credit || 0.01 };
}

function shownOf(options: readonly string[]) {
  return options.map((text, i) => ({ id: String(i), text }));
}

function rightOf(references: readonly string[], shown: ReturnType<typeof shownOf>): ReadonlySet<string> {
  return new Set(references.flatMap((reference) => understood(reference, shown).map((option) => option.id)));
}
