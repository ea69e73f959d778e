import { expect, it } from 'vitest';
import { openTogether, type Traveller } from '../../../adapters/postgres/together.ts';

const HERE = 'slack:T1';

/** Carries groups one at a time, each when it is let go. */
function openCarrying() {
  const groups: string[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const join = openTogether<undefined>(async (_, travellers: readonly Traveller<undefined>[]) => {
    groups.push(travellers.map(({ member }) => member));
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return Promise.allSettled(travellers.map(({ work }) => work(undefined)));
  });
  const come = (member: string) => join(HERE, { member, work: async () => member });
  return { groups, come, letGo: () => gates.shift()?.resolve(), fail: (error: Error) => gates.shift()?.reject(error) };
}

it('the first goes at once, and who comes meanwhile goes together next, one turn of each', async () => {
  const { groups, come, letGo } = openCarrying();
  const first = come('ana');
  expect(groups).toEqual([['ana']]);
  const others = ['ben', 'cem', 'ben', 'ana'].map(come);
  letGo();
  expect(await first).toBe('ana');
  expect(groups).toEqual([['ana'], ['ben', 'cem', 'ana']]);
  letGo();
  expect(await Promise.all([others[0], others[1], others[3]])).toEqual(['ben', 'cem', 'ana']);
  // The company of before makes the next wait for more, and only then it goes.
  while (groups.length < 3) await new Promise(setImmediate);
  letGo();
  expect(await others[2]).toBe('ben');
  expect(groups.at(-1)).toEqual(['ben']);
});

it('sixteen at most, and the others next', async () => {
  const { groups, come, letGo } = openCarrying();
  const first = come('first');
  const all = Array.from({ length: 20 }, (_, i) => come(`p${i}`));
  letGo();
  await first;
  expect(groups[1]).toHaveLength(16);
  letGo();
  await Promise.all(all.slice(0, 16));
  while (groups.length < 3) await new Promise(setImmediate);
  expect(groups[2]).toHaveLength(4);
  letGo();
  await Promise.all(all);
});

it('goes on with the next where carrying failed, and tells those who were carried', async () => {
  const { come, letGo, fail } = openCarrying();
  const first = come('ana');
  const second = come('ben');
  fail(new Error('no connection'));
  await expect(first).rejects.toThrow('no connection');
  await new Promise(setImmediate);
  letGo();
  expect(await second).toBe('ben');
});
