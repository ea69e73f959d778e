import { describe, expect, it } from 'vitest';
import { rowOf } from '../../src/domain/evidence/probes.ts';
import { afterAnswer, armOf, assigned, missed, type Probe, unlocked } from '../../src/domain/probe.ts';
import { type Calendar, dueProbes, endOf, windowOf } from '../../src/domain/probe-window.ts';
import { USUAL_HOURS } from '../../src/domain/rhythm.ts';

const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);
const rhythm = {
  ...{ zone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], sessionTime: Temporal.PlainTime.from('09:00') },
  ...{ hours: USUAL_HOURS, leaves: [] },
};
const usual: Calendar = { rhythm, isHoliday: () => false };
const away = (until: string): Calendar => {
  return { ...usual, rhythm: { ...rhythm, leaves: [{ from: day('2026-11-23'), until: day(until) }] } };
};

const ITEM = { deck: 'basics', item: 'item-1' };

function only(arm: Probe['arm'], exposedAt: string, horizon: Probe['horizon'] = arm === 'day' ? 'day' : 'week'): Probe {
  const probe = assigned(arm, 'ana', ITEM, at(exposedAt)).find((each) => each.horizon === horizon);
  if (!probe) throw new Error(`${arm} has no probe of a ${horizon}`);
  return probe;
}

function windowHours(probe: Probe, calendar: Calendar = usual): [number, number] | undefined {
  const window = windowOf(probe, calendar);
  return window && [probe.exposedAt.until(window.from).total('hours'), probe.exposedAt.until(window.until).total('hours')];
}

describe('an arm', () => {
  const arms = Array.from({ length: 20_000 }, (_, i) =>
    armOf('salt', `person ${i % 200}`, { deck: 'basics', item: `item-${i}` }),
  );
  const share = (arm: Probe['arm']) => arms.filter((each) => each === arm).length / arms.length;

  it('is the control for five to ten in a hundred, and each of the others as often', () => {
    expect(share('control')).toBeCloseTo(0.08, 2);
    for (const arm of ['day', 'week', 'both'] as const) expect(Math.abs(share(arm) - 0.92 / 3)).toBeLessThan(0.015);
  });

  it('stays the same, and is drawn anew in another workspace, of another item and for somebody else', () => {
    const drawn = (salt: string, member: string, item: string) =>
      Array.from({ length: 40 }, (_, i) => armOf(salt, member, { deck: 'basics', item: `${item}${i}` })).join();
    expect(drawn('salt', 'ana', 'item')).toBe(drawn('salt', 'ana', 'item'));
    for (const [salt, member, item] of [
      ['pepper', 'ana', 'item'],
      ['salt', 'ben', 'item'],
      ['salt', 'ana', 'other'],
    ] as const)
      expect(drawn(salt, member, item)).not.toBe(drawn('salt', 'ana', 'item'));
  });
});

describe('the window of a probe', () => {
  it.each([
    ['on the next day, after a Monday', '2026-11-23T08:10:00Z', usual, [18, 36]],
    ['three days later, after a Friday', '2026-11-27T08:10:00Z', usual, [60, 108]],
    ['three days later, after an evening, as the next morning is too early', '2026-11-23T17:00:00Z', usual, [60, 108]],
    ['three days later, where the session would be at its end', '2026-11-23T20:00:00Z', usual, [60, 108]],
    [
      'three days later, before a holiday',
      '2026-11-23T08:10:00Z',
      { ...usual, isHoliday: (d: Temporal.PlainDate) => d.equals(day('2026-11-24')) },
      [60, 108],
    ],
    ['three days later, where a day is taken off', '2026-11-23T08:10:00Z', away('2026-11-26'), [60, 108]],
    ['nowhere, on leave', '2026-11-23T08:10:00Z', away('2026-12-07'), undefined],
  ] as const)('of a day is %s', (_, exposedAt, calendar, hours) => {
    expect(windowHours(only('day', exposedAt), calendar)).toEqual(hours);
  });

  it.each([
    ['a week later', '2026-11-23T08:10:00Z', usual, [144, 192]],
    ['a week later, from a Friday to a Thursday or Friday', '2026-11-27T08:10:00Z', usual, [144, 192]],
    ['a little more than a week later, where those days are taken off', '2026-11-23T08:10:00Z', away('2026-12-02'), [192, 240]],
    ['nowhere, on leave', '2026-11-23T08:10:00Z', away('2026-12-14'), undefined],
  ] as const)('of a week is %s', (_, exposedAt, calendar, hours) => {
    expect(windowHours(only('control', exposedAt), calendar)).toEqual(hours);
  });

  it.each([
    ['2026-03-26T08:10:00Z', '2026-03-27T08:00:00Z'],
    // Over the change to summer time and back: nine is nine, an hour earlier or later by the sun.
    ['2026-03-27T08:10:00Z', '2026-03-30T07:00:00Z'],
    ['2026-10-23T07:10:00Z', '2026-10-26T08:00:00Z'],
  ])('after %s has the session of %s', (exposedAt, session) => {
    expect(dueProbes([only('day', exposedAt)], at(session), usual)).toHaveLength(1);
  });

  it('of who is away ends at last, so that the probe can be counted as missing', () => {
    const calendar = away('2026-12-14');
    expect(endOf(only('day', '2026-11-23T08:00:00Z'), calendar)).toEqual(at('2026-11-27T20:00:00Z'));
  });
});

describe('while a probe waits', () => {
  const candidates = [ITEM, { deck: 'basics', item: 'item-2' }];

  it.each([
    ['day', 1],
    ['both', 1],
    ['control', 1],
    // It is reviewed once before.
    ['week', 2],
  ] as const)('its item is not practised: %s', (arm, left) => {
    expect(unlocked(candidates, assigned(arm, 'ana', ITEM, at('2026-11-23T08:00:00Z')))).toHaveLength(left);
  });

  it('it is practised again once the probe is over', () => {
    expect(unlocked(candidates, [missed(only('day', '2026-11-23T08:00:00Z'), at('2026-11-24T20:00:00Z'))])).toHaveLength(2);
  });
});

describe('an answer', () => {
  const exposedAt = '2026-11-23T08:00:00Z';
  const asked = (probe: Probe): Probe => ({
    ...probe,
    state: 'asked',
    window: windowOf(probe, usual) ?? { from: probe.exposedAt, until: probe.exposedAt },
  });
  const answer = (answeredAt: string, more: object = {}) =>
    ({ id: 'a1', purpose: 'probe', answeredAt: at(answeredAt), verdict: 'correct', firstOfDay: true, ...more }) as const;

  it('to a probe in time ends it, and another of the item counts from there', () => {
    const [one, other] = assigned('both', 'ana', ITEM, at(exposedAt));
    if (!one || !other) throw new Error('both has two probes');
    const [first, second] = afterAnswer([asked(one), other], answer('2026-11-24T08:00:00Z'));
    expect(first).toMatchObject({ state: 'answered', attempt: 'a1' });
    expect(second).toMatchObject({ state: 'waiting', exposedAt: at('2026-11-24T08:00:00Z') });
  });

  it('to a probe too late does not count', () => {
    expect(afterAnswer([asked(only('day', exposedAt))], answer('2026-11-24T20:00:01Z'))).toMatchObject([{ state: 'missing' }]);
  });

  it('to a probe does not count when the item was seen while it was open', () => {
    const { window: _, ...seen } = asked(only('day', exposedAt));
    expect(afterAnswer([{ ...seen, exposedAt: at('2026-11-24T09:00:00Z') }], answer('2026-11-24T10:00:00Z'))).toMatchObject([
      { state: 'missing' },
    ]);
  });

  it('elsewhere moves a probe that waits', () => {
    const [moved] = afterAnswer(
      [only('day', exposedAt)],
      answer('2026-11-23T15:00:00Z', { purpose: 'channel', firstOfDay: false }),
    );
    expect(moved).toMatchObject({ state: 'waiting', exposedAt: at('2026-11-23T15:00:00Z') });
  });

  it('lets a probe after practice wait only when it is a recall of its own', () => {
    const week = only('week', exposedAt);
    expect(afterAnswer([week], answer('2026-11-24T08:00:00Z', { purpose: 'review', verdict: 'incorrect' }))).toMatchObject([
      { state: 'assigned' },
    ]);
    expect(afterAnswer([week], answer('2026-11-24T08:00:00Z', { purpose: 'correction', firstOfDay: false }))).toMatchObject([
      { state: 'assigned' },
    ]);
    expect(afterAnswer([week], answer('2026-11-24T08:00:00Z', { purpose: 'review' }))).toMatchObject([{ state: 'waiting' }]);
  });

  it('leaves what is over as it is', () => {
    const over = missed(only('day', exposedAt), at('2026-11-24T20:00:00Z'));
    expect(afterAnswer([over], answer('2026-11-25T08:00:00Z'))).toEqual([over]);
  });
});

describe('a row for reports', () => {
  const ended = (exposedAt: string, state: Probe['state']): Probe => {
    const probe = only('day', exposedAt);
    const window = windowOf(probe, usual);
    return { ...probe, state, ...(window && { window }) };
  };

  it('says what happened, not what was planned', () => {
    const friday = ended('2026-11-27T08:00:00Z', 'answered');
    const answer = { verdict: 'correct', answeredAt: at('2026-11-30T08:00:00Z') } as const;
    expect(rowOf({ probe: friday, topic: 'Topic 1', answer })).toEqual({
      ...{ learner: 'ana', ...ITEM, topic: 'Topic 1', arm: 'day', horizon: '72h' },
      ...{ elapsedHours: 72, outcome: 'recalled' },
    });
  });

  it.each([
    ['correct', 'recalled'],
    ['partly', 'missed'],
    ['incorrect', 'missed'],
    ['unsure', 'missing'],
  ] as const)('of what was %s is %s', (verdict, outcome) => {
    const answer = { verdict, answeredAt: at('2026-11-24T08:00:00Z') };
    const row = rowOf({ probe: ended('2026-11-23T08:00:00Z', 'answered'), topic: 'Topic 1', answer });
    expect(row).toMatchObject({ outcome, horizon: '24h' });
    expect('elapsedHours' in row).toBe(verdict !== 'unsure');
  });

  it('of nothing answered is missing', () => {
    expect(rowOf({ probe: ended('2026-11-27T08:00:00Z', 'missing'), topic: 'Topic 1' })).toMatchObject({
      horizon: '72h',
      outcome: 'missing',
    });
  });
});
