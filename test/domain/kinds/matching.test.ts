import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/domain/kinds/kind.ts';
import { matching } from '../../../src/domain/kinds/matching.ts';
import { hintOf, verdictOf } from './replies.ts';

const body = {
  kind: 'matching' as const,
  pairs: [
    { left: 'Up to 50 euro', right: 'You' },
    { left: 'Up to 500 euro', right: 'Your lead', why: 'A lead answers for the month.' },
    { left: 'Above', right: 'Finance' },
  ],
  distractors: ['The customer'],
};
const RIGHT = ['You', 'Your lead', 'Finance'];
const SEED = 'seed';

function shown(seed = SEED) {
  const { form } = matching.present(body, { seed, progress: [] });
  if (form.type !== 'fill-in') throw new Error('matching is filled in');
  return { left: form.fields.map((field) => body.pairs.findIndex((pair) => pair.left === field.text)), right: form.options };
}

/** What is typed to give each left item, in the deck's order, this right one. */
function typed(rights: readonly string[], write = (number: number, letter: string) => `${number}${letter}`): string[] {
  const { left, right } = shown();
  return left.map((pair, i) => {
    const place = right.findIndex((option) => option.text === rights[pair]);
    return write(i + 1, place < 0 ? '?' : String.fromCharCode(97 + place));
  });
}

function grade(reply: Reply) {
  return matching.grade(body, reply, { seed: SEED, progress: [] });
}

describe('pairs to match', () => {
  it.each([
    [typed(RIGHT).join(' '), 'correct'],
    [typed(RIGHT).join('').toUpperCase(), 'correct'],
    [typed(RIGHT, (n, letter) => `${n}-${letter}`).join(', '), 'correct'],
    [typed(RIGHT, (n, letter) => `${n} = ${letter}`).join('\n'), 'correct'],
    [typed(RIGHT, (n, letter) => `${letter}${n}`).join(' '), 'correct'],
    [typed(RIGHT, (_, letter) => letter).join(' '), 'correct'],
    [typed(RIGHT).toReversed().join(' '), 'correct'],
    ['up to 50 euro = you\nup to 500 euro = your lead\nabove = finance', 'correct'],
    ['above: finance, up to 50 euro: you, up to 500 euro: the customer', 'partly'],
    [typed(['You', '?', 'Finance']).join(' '), 'partly'],
    [typed(['Your lead', 'You', 'The customer']).join(' '), 'incorrect'],
    [typed(['?', '?', '?']).join(' '), 'incorrect'],
    ['1a 2b', 'unclear'],
    ['1a 2b 2c', 'unclear'],
    ['1a 2b 3z', 'unclear'],
    ['1a 2b 9c', 'unclear'],
    ['you, your lead, finance', 'unclear'],
    ['you = up', 'unclear'],
    ['', 'unclear'],
  ])('%j is %s', (text, expected) => {
    expect(verdictOf(matching, body, text, SEED)).toBe(expected);
  });

  it('names what is still open', () => {
    const [first = ''] = typed(RIGHT);
    expect(hintOf(grade({ type: 'typed', text: first }))).toMatch(/^2 and 3 are still open\./);
  });

  it('is worth the share of its pairs, and says why one was wrong', () => {
    expect(grade({ type: 'typed', text: typed(['You', 'Finance', 'Finance']).join(' ') })).toMatchObject({
      grade: {
        verdict: 'partly',
        credit: 2 / 3,
        missed: ['Up to 500 euro → Your lead'],
        feedback: 'A lead answers for the month.',
      },
    });
  });

  it('is filled in with a choice beside each left item', () => {
    const idOf = (text: string) => shown().right.find((option) => option.text === text)?.id ?? '';
    const fields = { 'pair-0': idOf('You'), 'pair-1': idOf('Your lead'), 'pair-2': idOf('Finance') };
    expect(grade({ type: 'filled', fields })).toMatchObject({ grade: { verdict: 'correct', credit: 1 } });
    expect(grade({ type: 'filled', fields: { ...fields, 'pair-1': '?' } })).toMatchObject({ grade: { verdict: 'partly' } });
    expect(hintOf(grade({ type: 'filled', fields: { ...fields, 'pair-1': '' } }))).toMatch(
      /^\d is still open\. Choose one, or “Not sure”\.$/,
    );
    expect(hintOf(grade({ type: 'filled', fields: {} }))).toMatch(/^1, 2 and 3 are still open\./);
    expect(grade({ type: 'picked', options: ['0'] }).type).toBe('unclear');
    expect(verdictOf(matching, body, '1a'.repeat(5000), SEED)).toBe('unclear');
  });

  it('is shown in several orders, both sides by themselves', () => {
    const orders = Array.from({ length: 50 }, (_, i) => shown(`s${i}`));
    expect(new Set(orders.map(({ left }) => left.join(''))).size).toBe(6);
    expect(new Set(orders.map(({ right }) => right.map((option) => option.id).join(''))).size).toBeGreaterThan(12);
    expect(shown('x')).toEqual(shown('x'));
  });

  it('takes one right side for several left ones', () => {
    const shared = { ...body, pairs: [...body.pairs, { left: 'On holiday', right: 'Your lead' }] };
    expect(matching.flaws(shared)).toEqual([]);
    const { form } = matching.present(shared, { seed: '', progress: [] });
    expect(form.type === 'fill-in' && form.options.length).toBe(4);
  });

  it('is told what is wrong with it', () => {
    const flawed = {
      ...body,
      pairs: [...body.pairs, { left: 'Above', right: 'You' }],
      distractors: ['Finance', 'Nobody', 'Nobody'],
    };
    expect(matching.flaws(flawed)).toEqual([
      { path: ['pairs', 3, 'left'], message: 'says the same as pair 3' },
      { path: ['distractors', 0], message: 'is right for pair 3: it distracts nobody' },
      { path: ['distractors', 2], message: 'says the same as distractor 2' },
    ]);
    const same = { kind: 'matching' as const, pairs: ['a', 'b', 'c'].map((left) => ({ left, right: 'x' })) };
    expect(matching.flaws(same)).toEqual([
      { path: ['pairs'], message: 'everything has the same on the right: there is nothing to choose' },
    ]);
  });
});
