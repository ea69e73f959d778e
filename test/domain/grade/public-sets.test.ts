import { describe, expect, it } from 'vitest';
import { hasPublicSets, publicSet } from '../../../bench/marked.ts';
import { macroF1 } from '../../../bench/scores.ts';
import { attempted, targetsOf } from '../../../bench/targets.ts';
import { gradeSentence } from '../../../src/domain/grade/sentence.ts';
import { gradeShortAnswer } from '../../../src/domain/grade/short-answer.ts';

// Answers that people have marked; they are not part of the project, and the test is skipped where they are absent.
const SETS = ['scientsbank.train', 'scientsbank.unseen-answers', 'beetle.train', 'saf.english.train'];

function tally(name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { question, references, answer, right } of publicSet(name)) {
    const key = `${gradeShortAnswer(answer, references, { question }).verdict}, marked ${right ? 'correct' : 'incorrect'}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function graded(name: string) {
  return publicSet(name).map(({ question, references, answer, right }) => {
    const { verdict, probability } = gradeSentence(answer, references, { question });
    return { verdict, p: probability, right };
  });
}

describe.skipIf(!hasPublicSets())('sentences that people have marked', () => {
  it.each(SETS)('in %s are hardly ever called wrong where they are right, and never right where they are wrong', (name) => {
    const counts = tally(name);
    const falselyWrong = counts['incorrect, marked correct'] ?? 0;
    expect(counts['correct, marked incorrect'] ?? 0).toBe(0);
    expect(falselyWrong).toBeLessThanOrEqual(0.2 * (counts['incorrect, marked incorrect'] ?? 0));
  });

  // The weights were fitted on the first three: the floors are what a broken count or guard falls below.
  it.each([
    ['scientsbank.train', 0.68],
    ['scientsbank.unseen-answers', 0.7],
    ['beetle.train', 0.74],
    ['saf.english.train', 0.69],
  ])('in %s are decided as people did, by the sentence grader, and told apart', (name, floor) => {
    const all = graded(name);
    const decided = all.filter(({ verdict }) => verdict !== 'unsure');
    const agreed = decided.filter(({ verdict, right }) => (verdict === 'correct') === right);
    expect(decided.length).toBeGreaterThan(0.01 * all.length);
    expect(agreed.length / decided.length).toBeGreaterThanOrEqual(0.97);
    expect(macroF1(all)).toBeGreaterThanOrEqual(floor);
  });

  it.each([
    ['negated', 0.07],
    ['it is false that', 0.1],
    ['question copied', 0],
    ['key words shuffled', 0.1],
    ['everything at once', 0.2],
    ['references of other questions', 0.05],
    ['orders', 0],
  ])('cannot be feigned: %s', (name, atMost) => {
    const tries = attempted(name, targetsOf(SETS.flatMap(publicSet)));
    const taken = tries.filter(
      ({ answer, target }) => gradeSentence(answer, target.references, { question: target.question }).verdict === 'correct',
    );
    expect(taken.length / tries.length).toBeLessThanOrEqual(atMost);
  });
});
