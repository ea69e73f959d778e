import { expect, it } from 'vitest';
import { openTogether, type Traveller } from '../../../adapters/postgres/together.ts';
import { Conflict } from '../../../src/ports/store.ts';

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
  const joinAs = (member: string, work: () => Promise<unknown>) => join(HERE, { member, work });
  return {
    groups,
    join: joinAs,
    come: (member: string) => joinAs(member, async () => member),
    letGo: () => gates.shift()?.resolve(),
  };
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

it('who was not kept in company is tried again alone, and what they said next waits for it', async () => {
  const { groups, join, come, letGo } = openCarrying();
  const first = come('first');
  let tries = 0;
  const shy = join('ana', async () => {
    if (++tries === 1) throw new Conflict('not in company');
    return 'ana, alone';
  });
  const [ben, next] = [come('ben'), come('ana')];
  letGo();
  await first;
  expect(groups[1]).toEqual(['ana', 'ben']);
  letGo();
  expect(await ben).toBe('ben');
  while (groups.length < 3) await new Promise(setImmediate);
  expect(groups[2]).toEqual(['ana']);
  letGo();
  expect(await shy).toBe('ana, alone');
  while (groups.length < 4) await new Promise(setImmediate);
  letGo();
  expect(await next).toBe('ana');
});

it('where company fails, fewer go together for a while', async () => {
  const { groups, join, come, letGo } = openCarrying();
  const first = come('first');
  let tries = 0;
  const shy = join('shy', async () => {
    if (++tries === 1) throw new Conflict('not in company');
  });
  const all = Array.from({ length: 30 }, (_, i) => come(`p${i}`));
  const letAllGo = setInterval(letGo, 1);
  await Promise.all([first, shy, ...all]);
  clearInterval(letAllGo);
  const sizes = groups.map((group) => group.length).filter((size) => size > 1);
  expect(sizes[0]).toBe(16);
  expect(sizes[1]).toBe(8);
});
