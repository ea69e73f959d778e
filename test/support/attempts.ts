import type { Attempt } from '../../src/domain/attempt.ts';

/** An answer as the program writes it into the log: Ana's first of the day to a review of `d/i`, without hints, asked and answered at one moment. */
export function attemptAt(at: Temporal.Instant, more: Partial<Attempt> & Pick<Attempt, 'verdict'>): Attempt {
  return {
    ...({ id: 'a1', member: 'ana', deck: 'd', item: 'i', version: 1, purpose: 'review' } as const),
    ...{ askedAt: at, answeredAt: at, day: at.toZonedDateTimeISO('UTC').toPlainDate(), zone: 'UTC' },
    ...({ reply: { type: 'typed', text: 'repeat-safe' }, credit: 0, hints: 0, matched: [], missed: [] } as const),
    ...({ grader: 'rules', firstOfDay: true, misconceptions: [] } as const),
    ...more,
  };
}

/** The same at nine in the morning of a day. */
export function attemptOn(day: Temporal.PlainDate, more: Partial<Attempt> & Pick<Attempt, 'verdict'>): Attempt {
  return attemptAt(day.toZonedDateTime({ timeZone: 'UTC', plainTime: '09:00' }).toInstant(), more);
}
