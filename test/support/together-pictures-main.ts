import type { Prompt } from '../../src/domain/session.ts';
import { attemptAt } from './attempts.ts';
import { openBrowser } from './browser.ts';
import { answerTo, supportDeck } from './picture-deck.ts';
import { CHANNEL, type PictureWorld, picture, session, setUp } from './picture-world.ts';

// Takes the pictures of docs/together.md anew, on a phone: `npx node test/support/together-pictures-main.ts [CHAPTER…]`.

const TEAM = ['lea', 'ana', 'ben', 'cem', 'dia', 'eve', 'fay', 'gus', 'ivy'];
// A Monday, nine in Berlin.
const MONDAY = '2026-11-23T08:00:00Z';

/** Everybody was checked a day and a week after something, this week and the last. */
async function remembered(world: PictureWorld): Promise<void> {
  await world.store.within(world.workspace, async ({ attempts, probes }) => {
    for (const [i, member] of TEAM.entries())
      for (const [n, horizon, right, daysAgo] of [
        [1, 'day', i < 8, 1],
        [2, 'day', i < 7, 8],
        [3, 'week', i < 7, 1],
        [4, 'week', i < 6, 8],
      ] as const) {
        const at = world.now().subtract({ hours: 24 * daysAgo + 1 });
        const gapHours = horizon === 'day' ? 24 : 168;
        const own = { member, deck: supportDeck.id, item: `item-${n}` };
        const id = `${member}-${n}`;
        await attempts.append(attemptAt(at, { ...own, id, gapHours, verdict: right ? 'correct' : 'incorrect' }));
        const answered = { state: 'answered', exposedAt: at.subtract({ hours: gapHours }), settledAt: at, attempt: id } as const;
        await probes.save({ ...own, horizon, arm: horizon, ...answered });
        const firm = { ...own, item: `item-${8 + (n % 2)}`, id: `${id}-x`, gapHours: 168 };
        await attempts.append(attemptAt(at, { ...firm, verdict: i < 3 ? 'correct' : 'incorrect' }));
      }
  });
}

const WRITTEN: Readonly<Record<string, Record<string, string | string[]>>> = {
  cem: { success: 'Taught refunds to two new colleagues', named: ['yes'] },
  dia: { hurdles: 'The CRM import hangs on large files', named: ['help'] },
  eve: { success: 'No call waited for longer than a minute on Tuesday' },
  fay: { did: 'Refund desk' },
  gus: { did: 'Chat, and two visits' },
  lea: { did: 'Interviews', next: 'Listen in on five calls', named: ['next'] },
};

/** Presses the right option of the channel's question, or the first wrong one. */
async function answerAll(world: PictureWorld, people: readonly string[], isRight: (i: number) => boolean): Promise<void> {
  for (const [i, person] of people.entries()) {
    world.pass('PT10S');
    const question = await world.find(person, /A question for all/, CHANNEL);
    const words = answerTo(question.text, isRight(i));
    const line = question.text.split('\n').find((each) => words && each.trim().endsWith(words));
    await world.press(person, question, line?.trim().charAt(0) ?? 'A', {}, CHANNEL);
  }
}

/** Asked on the working days of two weeks, and right on so many of them. */
async function recalled(world: PictureWorld, person: string, days: number): Promise<void> {
  await world.store.within(world.workspace, async ({ sessions, attempts }) => {
    const ago = Array.from({ length: 14 }, (_, i) => world.now().subtract({ hours: 24 * (i + 1) }));
    const working = ago.filter((at) => at.toZonedDateTimeISO('UTC').dayOfWeek <= 5);
    for (const [i, at] of working.entries()) {
      const own = { id: `${person} ${i}`, member: person };
      const asked = { deck: supportDeck.id, item: 'item-1' };
      const prompt = { ...asked, version: 1, purpose: 'review', progress: [] } satisfies Prompt;
      const day = at.toZonedDateTimeISO('UTC').toPlainDate();
      await sessions.save({ ...own, day, status: 'over', planned: true, prompts: [prompt], position: 1 });
      await attempts.append(attemptAt(at, { ...own, ...asked, gapHours: 24, verdict: i < days ? 'correct' : 'incorrect' }));
    }
  });
}

/** Somebody recalled one topic on three days, and missed another. */
async function firmOn(world: PictureWorld, member: string, firm: string, weak: string): Promise<void> {
  await world.store.within(world.workspace, async ({ attempts }) => {
    for (const [topic, verdict] of [
      [firm, 'correct'],
      [weak, 'incorrect'],
    ] as const)
      for (const days of [2, 4, 6]) {
        const item = supportDeck.items.find((each) => each.topic === topic)?.id ?? '';
        const own = { id: `${member}-${topic}-${days}`, member, deck: supportDeck.id, item };
        await attempts.append({ ...attemptAt(world.now().subtract({ hours: 24 * days }), { verdict, gapHours: 48 }), ...own });
      }
  });
}

const CHAPTERS: Readonly<Record<string, { start?: string; tell(world: PictureWorld): Promise<void> }>> = {
  week: {
    async tell(world) {
      await setUp(world, TEAM, { 'question-days': [] });
      await world.moveTo('2026-11-26T14:00:00Z');
      await remembered(world);
      await world.shoot('ana', /Your week in/, 'together/check-in', 'slack');
      await world.press('ana', await world.find('ana', /Your week in/), 'Draft', {
        success: 'Closed the oldest ticket',
        next: 'Ask for its cause',
      });
      await world.shoot('ana', /draft/, 'together/draft');
      for (const [person, values] of Object.entries(WRITTEN))
        await world.press(person, await world.find(person, /Your week in/), 'Send', values);
      await world.moveTo('2026-11-27T08:00:00Z');
      await world.shoot('ana', /will not ask again/, 'together/reminder');
      await world.moveTo('2026-11-27T15:00:00Z');
      await world.shoot('#ana', /took part/, 'together/summary', 'slack');
      await world.shoot('#ana', /the rest of it/, 'together/summary-thread');
      await world.say('lea', 'my team');
      await world.shoot('lea', /for you alone/, 'together/my-team');
    },
  },
  question: {
    async tell(world) {
      await setUp(world, TEAM);
      await world.moveTo('2026-11-24T10:00:00Z');
      await answerAll(world, ['ana'], () => true);
      await world.shoot('#ana', /Kept/, 'together/question-kept');
      await world.say('ana', 'name me');
      await answerAll(world, TEAM.slice(2), (i) => i % 3 !== 0);
      await world.advance('PT1M');
      await world.shoot('#zoe', /A question for all/, 'together/question', 'slack');
      await answerAll(world, ['lea'], () => true);
      await world.advance('PT1M');
      await world.shoot('#ana', /Revealed/, 'together/reveal', 'slack');
      await world.press('ana', await world.find('ana', /Revealed/, CHANNEL), 'Why', {}, CHANNEL);
      await world.shoot('#ana', /Only you see this/, 'together/reveal-why');
      await world.press('ana', await world.find('ana', /Revealed/, CHANNEL), 'Save for me', {}, CHANNEL);
      await world.shoot('#ana', /Only you see this/, 'together/reveal-saved');
      // Each recalls what is due, and answers again within minutes: the team's first achievement.
      for (const person of TEAM) await session(world, person);
      for (const day of ['25', '26']) {
        await world.moveTo(`2026-11-${day}T08:00:00Z`);
        for (const person of TEAM) await session(world, person);
      }
      await world.moveTo('2026-11-26T10:00:00Z');
      await answerAll(world, TEAM, () => true);
      await world.shoot('#ana', /for the team/, 'together/team-achievement');
    },
  },
  sprint: {
    start: '2026-11-27T08:30:00Z',
    async tell(world) {
      await setUp(world, TEAM, { 'question-days': [] });
      await world.say('lea', 'sprint', CHANNEL);
      await world.shoot('lea', /sprint/i, 'together/sprint-form');
      await world.press('lea', await world.find('lea', /sprint/i), 'Call it', { topic: 'Refunds' });
      const others = TEAM.slice(1, 7);
      for (const person of others)
        await world.press(person, await world.find(person, /A sprint on/, CHANNEL), 'Join', {}, CHANNEL);
      await world.shoot('#zoe', /A sprint on/, 'together/sprint', 'teams');
      await world.moveTo('2026-11-30T08:00:00Z');
      await world.say('ana', 'quiz');
      await world.shoot('ana', /Sprint, before/, 'together/sprint-check');
      for (const [i, person] of others.entries()) await session(world, person, 2 + (i % 2));
      await world.shoot('ana', /before: /, 'together/sprint-before');
      for (const day of ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']) {
        await world.moveTo(`${day}T08:00:00Z`);
        for (const person of others) await session(world, person);
      }
      await world.moveTo('2026-12-07T08:00:00Z');
      for (const [i, person] of others.entries()) await session(world, person, i % 2);
      await world.moveTo('2026-12-08T15:00:00Z');
      await world.shoot('#zoe', /answered both checks/, 'together/sprint-card');
    },
  },
  pledge: {
    async tell(world) {
      await setUp(world, TEAM, { 'question-days': [] });
      await world.say('ana', 'pledge recall 2 of Refunds by Friday', CHANNEL);
      for (const person of ['ben', 'cem', 'dia'])
        await world.press(person, await world.find(person, /pledge/i, CHANNEL), 'I am in', {}, CHANNEL);
      for (const person of ['ana', 'ben', 'cem']) await session(world, person);
      await world.moveTo('2026-11-23T15:00:00Z');
      await world.shoot('#zoe', /have done it/, 'together/pledge', 'slack');
      await world.say('dia', 'pledge');
      await world.shoot('dia', /Only you see this/, 'together/pledge-own');
      await session(world, 'dia');
      await world.moveTo('2026-11-27T15:00:00Z');
      await world.shoot('#zoe', /Kept/, 'together/pledge-kept');
      await world.press('ana', await world.find('ana', /Kept/, CHANNEL), 'Bonus round', {}, CHANNEL);
      await world.shoot('ana', /Refunds/, 'together/pledge-bonus');
    },
  },
  leaderboard: {
    start: '2026-12-21T08:30:00Z',
    async tell(world) {
      await setUp(world, TEAM, { 'question-days': [] });
      const others = TEAM.slice(1, 6);
      for (const [i, person] of others.entries()) await recalled(world, person, 2 * i + 1);
      await world.say('lea', 'leaderboard consistency', CHANNEL);
      await world.shoot('#zoe', /leaderboard/i, 'together/leaderboard-offer');
      for (const person of others)
        await world.press(person, await world.find(person, /leaderboard/i, CHANNEL), 'Join', {}, CHANNEL);
      await world.say('cem', 'leaderboard');
      await world.shoot('cem', /Just above/, 'together/leaderboard');
    },
  },
  partners: {
    start: '2026-11-20T09:00:00Z',
    async tell(world) {
      for (const person of ['lea', 'ana', 'ben']) await world.say(person, 'hello');
      await firmOn(world, 'ana', 'Refunds', 'Escalation');
      await firmOn(world, 'ben', 'Escalation', 'Refunds');
      await world.say('ana', 'partners');
      await world.shoot('ana', /A study partner/, 'together/partners-form');
      for (const person of ['ana', 'ben']) {
        await world.say(person, 'partners');
        const wishes = { every: '1', days: ['2'], parts: ['morning'], tells: ['yes'] };
        await world.press(person, await world.find(person, /A study partner/), 'Match me', wishes);
      }
      await world.moveTo('2026-11-23T07:30:00Z');
      await world.shoot('ana', /if you both like/, 'together/partners');
      for (const person of ['ana', 'ben']) await world.press(person, await world.find(person, /if you both like/), 'Yes');
      await world.advance('PT1M');
      await world.shoot('ana', /It is on/, 'together/partners-on');
    },
  },
};

const browser = await openBrowser();
const chosen = process.argv.slice(2);
for (const [name, { start = MONDAY, tell }] of Object.entries(CHAPTERS))
  if (chosen.length === 0 || chosen.includes(name))
    await picture(browser, { start, decks: [supportDeck], people: [...TEAM, 'zoe'] }, tell);
await browser.close();
