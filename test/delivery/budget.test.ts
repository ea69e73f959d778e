import { describe, expect, it } from 'vitest';
import { openBudget } from '../../src/delivery/budget.ts';

const MANY = 100_000;

function open(pace = { workspace: 4, conversation: 1 }) {
  let now = 0;
  const budget = openBudget(pace, () => now);
  return {
    ...budget,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a budget', () => {
  it('gives letters that can wait their places at the pace of the workspace', () => {
    const budget = open();
    expect(['a', 'b', 'c'].map((each) => budget.book(each, MANY))).toEqual([0, 250, 500]);
    budget.pass(10_000);
    expect(['d', 'e'].map((each) => budget.book(each, MANY))).toEqual([0, 250]);
  });

  it('lets who comes a little late catch up, and nobody save places', () => {
    const budget = open();
    budget.book('a', MANY);
    budget.pass(600);
    expect(['b', 'c', 'd'].map((each) => budget.book(each, MANY))).toEqual([0, 0, 150]);
    budget.pass(10_000);
    expect(['e', 'f'].map((each) => budget.book(each, MANY))).toEqual([0, 250]);
  });

  it('keeps the pace of a conversation, and lets others go first', () => {
    const budget = open();
    expect(['a', 'a', 'b'].map((each) => budget.book(each, MANY))).toEqual([0, 1000, 500]);
  });

  it('books nothing that comes too late', () => {
    const budget = open();
    budget.book('a', MANY);
    expect(budget.book('b', 100)).toBe(250);
    expect(budget.book('c', 250)).toBe(250);
  });

  it('makes those that can wait give way to people who are answered, though not for long', () => {
    const budget = open();
    for (let i = 0; i < 4; i++) budget.spend(`answer ${i}`);
    expect(budget.book('a', MANY)).toBe(1_000);
    for (let i = 0; i < 1_000; i++) budget.spend(`answer ${i}`);
    expect(budget.book('b', MANY)).toBeLessThanOrEqual(2_000);
  });

  it('waits as long as the platform says, goes on more slowly, and recovers', () => {
    const budget = open();
    budget.throttled(3_000);
    budget.throttled(2_000);
    expect(budget.pausedMs()).toBe(3_000);
    expect(budget.book('a', MANY)).toBe(3_000);
    expect(budget.rate()).toBeCloseTo(3.4);
    budget.pass(60_000);
    expect(budget.pausedMs()).toBe(0);
    expect(budget.rate()).toBe(4);
  });

  it('of a platform without limits books at once', () => {
    const budget = open({ workspace: Infinity, conversation: Infinity });
    expect(['a', 'a', 'b'].map((each) => budget.book(each, 0))).toEqual([0, 0, 0]);
    budget.throttled(1_000);
    budget.pass(1_000);
    expect(budget.rate()).toBe(Infinity);
  });
});
