import { describe, expect, it } from 'vitest';
import { ATTACKS, LIMITS } from '../../../bench/attacks.ts';
import { ownSet } from '../../../bench/marked.ts';
import { attempted, targetsOf } from '../../../bench/targets.ts';
import { gradeSentence } from '../../../src/domain/grade/sentence.ts';

const targets = targetsOf(ownSet());

function shareTaken(name: string): number {
  const verdicts = attempted(name, targets).map(
    ({ answer, target }) => gradeSentence(answer, target.references, { question: target.question }).verdict,
  );
  return verdicts.filter((verdict) => verdict === 'correct').length / verdicts.length;
}

describe('what is written to be marked right', () => {
  it.each(Object.keys(ATTACKS))('%s: is marked right no more, and a right answer no less, than we promise', (name) => {
    const limit = LIMITS[name];
    const share = shareTaken(name);
    if (limit && 'atMost' in limit) expect(share).toBeLessThanOrEqual(limit.atMost);
    else expect(share).toBeGreaterThanOrEqual(limit?.atLeast ?? 1);
  });
});

it('of our own answers none is decided against the person who marked it', () => {
  const against = ownSet().filter(({ question, references, answer, right }) => {
    const { verdict } = gradeSentence(answer, references, { question });
    return verdict !== 'unsure' && (verdict === 'correct') !== right;
  });
  expect(against).toEqual([]);
});
