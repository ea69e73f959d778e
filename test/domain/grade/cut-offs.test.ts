import { describe, expect, it } from 'vitest';
import { ceiling, cut } from '../../../src/domain/grade/cut-offs.ts';
import type { Features } from '../../../src/domain/grade/features.ts';
import type { Objection } from '../../../src/domain/grade/objections.ts';

const nothing: Features = {
  ...{ covered: 0, beyond: 0, letters: 0, fromQuestion: 0, length: 0, denies: 0, denial: 0, onReference: 0, everywhere: 0 },
  ...{ alike: 0, freshAlike: 0, hits: 0, toQuestion: 0, references: 0 },
};
const part = { ...nothing, covered: 0.5, beyond: 0.5 };
const all = { ...nothing, covered: 0.8, beyond: 1, onReference: 0.5 };
const whole = { ...nothing, covered: 1, beyond: 1, onReference: 1 };

function side(probability: number, features: Features, rulings: number): string {
  const { isRight, isWrong } = cut(probability, features, rulings);
  return isRight ? 'right' : isWrong ? 'wrong' : 'open';
}

describe('the side that an answer falls on', () => {
  it.each<[number, Features, number, string, string]>([
    [0.93, all, 0, 'right', 'likely, with all that was asked for'],
    [0.91, all, 0, 'open', 'less likely'],
    [0.99, part, 0, 'open', 'likely, with a part of it'],
    [0.61, whole, 0, 'right', 'the reference and nothing else'],
    [0.59, whole, 0, 'open', 'the same, unlikely'],
    [0.05, nothing, 0, 'wrong', 'hopeless, with nothing of it'],
    [0.07, nothing, 0, 'open', 'less hopeless'],
    [0.05, { ...nothing, letters: 0.11 }, 0, 'open', 'hopeless, with letters of it'],
    [0.01, part, 0, 'open', 'hopeless, with a part of it'],
    [0.97, part, 4, 'open', 'four rulings are none'],
    [0.97, part, 5, 'right', 'five are enough for right'],
    [0.95, part, 50, 'open', 'and no number of them for less'],
    [0.03, part, 5, 'open', 'five are too few for wrong'],
    [0.05, nothing, 5, 'open', 'and make it harder'],
    [0.03, nothing, 5, 'wrong', 'but not impossible'],
    [0.03, part, 10, 'wrong', 'ten are enough'],
  ])('%f %o with %i rulings is %s: %s', (probability, features, rulings, expected) => {
    expect(side(probability, features, rulings)).toBe(expected);
  });
});

describe('the most that an answer can be worth', () => {
  const near = { ...whole, letters: 0.9 };

  it.each<[Objection[], Features, number, number, string]>([
    [['denied'], near, 0, 0.4, 'the reference turned round'],
    [['denied'], { ...near, letters: 0.5 }, 0, 1, 'other words with a denial'],
    [['denied'], { ...near, covered: 0.5 }, 0, 1, 'a part with a denial'],
    [['copied'], part, 0.95, 0.1, 'the question'],
    [['copied'], part, 0.5, 1, 'words of the question'],
    [[], near, 0, 1, 'the reference'],
  ])('%j: %#', (objections, features, likeness, expected) => {
    expect(ceiling(objections, { ...features, toQuestion: likeness })).toBe(expected);
  });
});
