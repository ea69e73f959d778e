import { afterEach, describe, expect, it } from 'vitest';
import { TIERS } from '../../src/domain/achievements/rule.ts';
import { useDatabase } from '../support/database.ts';
import { LEARNERS, workday } from '../support/learners.ts';
import { live, MONDAY } from '../support/live.ts';
import { openPlatformWorld, type PlatformWorld } from '../support/platform-world.ts';
import { openPlayground } from '../support/playground-chat.ts';
import { openSlack } from '../support/slack-chat.ts';
import { openTeams } from '../support/teams-chat.ts';

const database = useDatabase();

type Expected = {
  holds: readonly string[];
  /** What was held once, and rests. */
  rests?: readonly string[];
  /** What `why not NAME` says at the end. */
  lacks: Readonly<Record<string, string>>;
  /** Said with answers that count for nothing. */
  refusal?: string;
  /** How many messages came that nobody had asked for. */
  unasked: number;
};

const ONLY_FIRST = 'What counts is the first try of a day, without a hint.';

const NOTHING = {
  'first recall': `0 of 1 to starter. ${ONLY_FIRST}`,
  'error fixer': '0 of 1 to starter.',
  '24-hour return': '0 of 1 to starter.',
  steady: '0 of 3, of the last 5 days, to starter.',
  transfer: 'It opens with 24-Hour Return, standard.',
};

const EXPECTED: Readonly<Record<string, Expected>> = {
  beginner: {
    holds: [
      ...['first-recall starter', 'day-return starter', 'week-return starter', 'steady starter'],
      ...['error-fixer starter', 'error-fixer standard'],
    ],
    lacks: {
      'first recall': '4 of 10 to standard.',
      // It is hard for them: three are enough for standard, and twelve for mastery.
      'error fixer': '4 of 12 to mastery.',
      steady: '5 of 11, of the last 14 days, to standard.',
      'mixed review': 'It opens with 24-Hour Return, standard.',
    },
    unasked: 24,
  },
  steady: {
    holds: [
      ...['first-recall starter', 'first-recall standard', 'day-return starter', 'week-return starter', 'after-a-gap starter'],
      ...['error-fixer starter', 'error-fixer standard', 'steady starter', 'steady standard'],
    ],
    lacks: {
      '24-hour return': '8 of 10 to standard.',
      // The three days of leave are not among them.
      steady: '16 of 17, of the last 20 days, to mastery.',
      'mixed review': 'It opens with 24-Hour Return, standard.',
    },
    unasked: 21,
  },
  inconsistent: {
    holds: [
      ...['first-recall starter', 'day-return starter', 'week-return starter', 'steady starter'],
      ...['error-fixer starter', 'error-fixer standard'],
    ],
    lacks: { '7-day return': '5 of 8 to standard.', steady: '4 of 11, of the last 14 days, to standard.' },
    unasked: 23,
  },
  returning: {
    holds: [
      ...['first-recall starter', 'first-recall standard', 'day-return starter', 'day-return standard'],
      ...['week-return starter', 'week-return standard', 'after-a-gap starter', 'after-a-gap standard'],
      ...['error-fixer starter', 'error-fixer standard', 'steady starter', 'mixed-review starter', 'rounds starter'],
    ],
    lacks: {
      '24-hour return': '12 of 40 to mastery; 16 of the last 20 right, 17 of 20 needed.',
      steady: '7 of 11, of the last 14 days, to standard.',
      transfer: '0 of 1 to starter.',
    },
    unasked: 32,
  },
  expert: {
    holds: [
      ...['first-recall starter', 'first-recall standard', 'day-return starter', 'day-return standard'],
      ...['week-return starter', 'week-return standard', 'after-a-gap starter', 'after-a-gap standard'],
      ...['steady starter', 'steady standard', 'steady mastery', 'rounds starter', 'mixed-review starter'],
      ...['mixed-review standard', 'transfer starter', 'used-in-context starter'],
    ],
    lacks: {
      // Who misses nothing has nothing to fix.
      'error fixer': '0 of 1 to starter.',
      '24-hour return': '21 of 40 to mastery; 20 of the last 20 right',
      'teach-back': '0 of 1 to starter.',
    },
    unasked: 29,
  },
  'fast farmer': {
    ...{ holds: [], lacks: NOTHING, unasked: 16 },
    refusal: 'It came faster than it can be read, so it counts for learning, and for no achievement.',
  },
  'same-letter farmer': {
    // What luck gave before six at one letter said that it was luck; what of it was to last rests.
    ...{ holds: ['first-recall starter'], rests: ['day-return starter', 'error-fixer starter'], unasked: 19 },
    lacks: { 'first recall': '2 of 10 to standard.', '24-hour return': '0 of 1 to starter.', steady: '1 of 3' },
    refusal: 'Several in a row at the same letter count for learning, and for no achievement.',
  },
  'hint farmer': {
    ...{ holds: [], lacks: NOTHING, unasked: 19 },
    refusal: 'With a hint it counts for learning, and for no achievement.',
  },
  'repeating farmer': { holds: [], lacks: NOTHING, unasked: 5 },
};

// Each lives on one of the platforms: what is awarded and sent is decided before any of them is asked.
const PLATFORMS = [openSlack, openTeams, openPlayground];

describe('over weeks', () => {
  let world: PlatformWorld;
  afterEach(() => world.stop());

  it.each(LEARNERS.map((learner, i) => ({ ...learner, open: PLATFORMS[i % PLATFORMS.length] ?? openSlack })))(
    'the $name, who $about',
    async ({ open, ...learner }) => {
      const { holds, rests = [], lacks, refusal, unasked } = EXPECTED[learner.name] ?? { holds: [], lacks: {}, unasked: 0 };
      world = await openPlatformWorld(open, { db: database(), start: '2026-11-23T01:00:00Z', decks: [learner.deck] });
      const life = await live(world, 'ana', learner);

      const awards = await world.store.within(world.workspace, ({ awards: kept }) => kept.of(world.idOf('ana')));
      const inState = (isHeld: boolean) =>
        awards.filter(({ state }) => (state === 'held') === isHeld).map(({ family, tier }) => `${family} ${TIERS[tier]}`);
      expect(inState(true).sort()).toEqual([...holds].sort());
      expect(inState(false).sort()).toEqual([...rests].sort());
      for (const [name, sentence] of Object.entries(lacks)) {
        await world.say('ana', `why not ${name}`);
        expect((await world.messages('ana')).at(-1)?.text, name).toContain(sentence);
      }
      if (refusal) expect(life.told.join('\n')).toContain(refusal);

      expect(life.unasked).toHaveLength(unasked);
      for (const [day, messages] of Map.groupBy(life.unasked, ({ at }) => MONDAY.until(at.toPlainDate()).days)) {
        expect(messages.length, `on day ${day}`).toBeLessThanOrEqual(2);
        expect(workday(day) && !learner.leave?.days.includes(day), `on day ${day}`).toBe(true);
        for (const { at, text } of messages) expect(at.hour >= 8 && at.hour < 18, `${at} ${text}`).toBe(true);
      }
    },
  );
});
