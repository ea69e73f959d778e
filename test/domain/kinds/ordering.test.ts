import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/domain/kinds/kind.ts';
import { ordering } from '../../../src/domain/kinds/ordering.ts';
import { verdictOf } from './replies.ts';

const body = { kind: 'ordering' as const, steps: ['Notice it', 'Contain it', 'Tell the others', 'Write it down'] };
const SEED = 'seed';

function shown(seed = SEED) {
  const { form } = ordering.present(body, { seed, progress: [] });
  return form.type === 'fill-in' ? form.options.map((option) => Number(option.id)) : [];
}

/** The letters that somebody would type to say the steps in this order. */
function letters(...steps: number[]): string[] {
  return steps.map((step) => String.fromCharCode(65 + shown().indexOf(step)));
}

function grade(reply: Reply) {
  return ordering.grade(body, reply, { seed: SEED, progress: [] });
}

const right = letters(0, 1, 2, 3);
const swapped = letters(1, 0, 2, 3);
const backwards = letters(3, 2, 1, 0);

describe('steps to put in order', () => {
  it.each([
    [right.join(' '), 'correct'],
    [right.join(', '), 'correct'],
    [right.join('').toLowerCase(), 'correct'],
    [right.join(' -> '), 'correct'],
    [right.join(' > '), 'correct'],
    [right.map((each, i) => `${i + 1}. ${each}`).join('\n'), 'correct'],
    [right.map((each) => each.charCodeAt(0) - 64).join(' '), 'correct'],
    ['notice it, contain it, tell the others, write it down', 'correct'],
    ['1. Notice it\n2. Contain it\n3. Tell the others\n4. Write it down', 'correct'],
    ['notice → contain → tell → write', 'correct'],
    [swapped.join(' '), 'partly'],
    [`${right.slice(0, 3).join(' ')} ?`, 'partly'],
    [backwards.join(' '), 'incorrect'],
    ['? ? ? ?', 'incorrect'],
    ['a b c', 'unclear'],
    ['a a b c', 'unclear'],
    ['a b c e', 'unclear'],
    ['5 1 2 3', 'unclear'],
    ['no idea at all', 'unclear'],
    ['', 'unclear'],
  ])('%j is %s', (text, expected) => {
    expect(verdictOf(ordering, body, text, SEED)).toBe(expected);
  });

  it.each([
    [[0, 1, 2, 3], 1],
    [[1, 0, 2, 3], 2 / 3],
    [[1, 2, 3, 0], 0],
    [[1, 2, 0, 3], 1 / 3],
    [[3, 2, 1, 0], 0],
  ])('%j earns what its pairs are worth', (steps, credit) => {
    const outcome = grade({ type: 'typed', text: letters(...steps).join('') });
    expect(outcome.type === 'graded' && outcome.grade.credit).toBeCloseTo(credit);
  });

  it('earns little by guessing', () => {
    const orders = permutations([0, 1, 2, 3]);
    const signed = orders.map((order) => {
      const outcome = grade({ type: 'typed', text: letters(...order).join('') });
      return outcome.type === 'graded' ? outcome.grade.credit : 1;
    });
    expect(signed.reduce((sum, each) => sum + each, 0) / orders.length).toBeLessThan(0.25);
  });

  it('says what stood in the right order, and what has to be moved', () => {
    expect(grade({ type: 'typed', text: letters(1, 2, 0, 3).join('') })).toMatchObject({
      said: 'Contain it → Tell the others → Notice it → Write it down',
      grade: { matched: ['Contain it', 'Tell the others', 'Write it down'], missed: ['Notice it'] },
    });
  });

  it('is filled in place by place', () => {
    const fields = (steps: (number | string)[]) => Object.fromEntries(steps.map((step, i) => [`place-${i + 1}`, String(step)]));
    expect(grade({ type: 'filled', fields: fields([0, 1, 2, 3]) })).toMatchObject({ grade: { verdict: 'correct' } });
    expect(grade({ type: 'filled', fields: fields([0, 1, '?', '?']) })).toMatchObject({ grade: { verdict: 'partly' } });
    const hint = 'Choose a step for each place, each step once; “Not sure” where you do not know it.';
    expect(grade({ type: 'filled', fields: fields([0, 1, 1, 3]) })).toEqual({ type: 'unclear', hint });
    expect(grade({ type: 'filled', fields: fields([0, 1, 2]) })).toEqual({ type: 'unclear', hint });
    expect(grade({ type: 'picked', options: ['0'] }).type).toBe('unclear');
    expect(verdictOf(ordering, body, 'a'.repeat(5000), SEED)).toBe('unclear');
  });

  it('is never shown in its right order, and in several others', () => {
    const orders = Array.from({ length: 200 }, (_, i) => shown(`s${i}`).join(''));
    expect(orders).not.toContain('0123');
    expect(new Set(orders).size).toBeGreaterThan(15);
    expect(shown('x')).toEqual(shown('x'));
  });

  it('shows the right order as a list', () => {
    expect(ordering.model(body)).toBe('\n\n1. Notice it\n2. Contain it\n3. Tell the others\n4. Write it down');
  });

  it('may not have a step twice', () => {
    const flaws = ordering.flaws({ ...body, steps: [...body.steps, 'Notice it '] });
    expect(flaws).toEqual([{ path: ['steps', 4], message: 'says the same as step 1' }]);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
