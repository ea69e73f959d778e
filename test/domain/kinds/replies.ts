import type { Kind, Outcome } from '../../../src/domain/kinds/kind.ts';

/** Grades a typed reply and says in one word what came of it: the verdict, or `unclear`. */
export function verdictOf<Body>(kind: Kind<Body>, body: Body, text: string, seed = 'seed'): string {
  return inOneWord(kind.grade(body, { type: 'typed', text }, { seed, progress: [] }));
}

export function inOneWord(outcome: Outcome): string {
  return outcome.type === 'graded' ? outcome.grade.verdict : outcome.type;
}

/** What an unclear reply is answered with, in English. */
export function hintOf(outcome: Outcome): string {
  if (outcome.type !== 'unclear') throw new Error(`not unclear: ${inOneWord(outcome)}`);
  return String(outcome.hint);
}
