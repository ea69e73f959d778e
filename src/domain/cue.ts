import type { Member } from './member.ts';
import type { Rhythm } from './rhythm.ts';

/**
 * What tells that it is time for the day's questions, beside the time of day: the end of an event in a calendar, or a signed call. Its secret (the feed's address,
 * the key of the calls) is `sealed`; `hook` is what a call's address is known by.
 */
export type Cue = { kind: 'calendar'; event: string; sealed: string } | { kind: 'webhook'; hook: string; sealed: string };

/** Who waits for an event is looked after from the beginning of their hours: it may come before the session's time. */
export function watched(member: Member): Rhythm {
  const { cue, hours, sessionTime } = member;
  const isEarlier = cue?.kind === 'calendar' && Temporal.PlainTime.compare(hours.from, sessionTime) < 0;
  return isEarlier ? { ...member, sessionTime: hours.from } : member;
}
