import { expect, it } from 'vitest';
import { crash } from './crash.ts';

it('processes that are killed at any instant lose nothing, repeat nothing and count every answer once', async () => {
  const plan = { seed: 7, scheduled: 100, answerers: 20, answersEach: 5, kills: 5, overMs: 30_000 };
  const outcome = await crash(plan);
  expect(outcome).toMatchObject({ lost: [], repeated: [], miscounted: [], unsaved: [], outOfOrder: [], kills: 5, attempts: 100 });
}, 600_000);
