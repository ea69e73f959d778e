import type { Cue } from './cue.ts';
import type { Language } from './language.ts';
import { covering, ended, type Leave, type Trip, withLeave } from './leave.ts';
import { instantAt, isZone, type Rhythm, USUAL_HOURS } from './rhythm.ts';

/** A person in a workspace, as Cairn knows them. */
export type Member = Rhythm & {
  id: string;
  name: string;
  /** Chosen; where nothing is, what their platform says goes. */
  language?: Language | undefined;
  /** What their platform says of their language, like `de-AT`. */
  locale?: string | undefined;
  /** How many questions a day, 1 to 10. */
  budget: number;
  /** About how many a week; where nothing is said, as many as the days take. */
  weekly?: number | undefined;
  /** `left` asked not to be written to. */
  status: 'active' | 'paused' | 'left';
  /** Where they are, or will be, for a while; `zone` is that of the place while they are there. */
  trip?: Trip;
  /** What tells that it is time, beside the time of day. */
  cue?: Cue;
  /** Wants a status in their chat that says they are away to be read as a leave. */
  readStatus: boolean;
  /** May be named in the reveal of a channel's question that they had right; nothing where they were never asked. */
  named?: boolean;
  /** Wants to be asked how sure they are of an answer. */
  askConfidence: boolean;
  admin: boolean;
  /** May say which decks are asked. */
  author: boolean;
  /** Has been told what Cairn is. */
  welcomed: boolean;
  /** Their platform has told their name and zone. */
  known: boolean;
  /** The letters that last showed their dashboard: in their chat, and on the page that their platform keeps for them beside it. */
  dashboard?: string | undefined;
  home?: string | undefined;
  /** Why nothing reaches them, as their platform said; until the next sign of life. */
  unreachable?: string;
};

export const MAX_BUDGET = 10;

/** What a platform tells of a person. */
type Known = { name: string; zone?: string; locale?: string };

export function newMember(id: string, profile: Known, zone: string): Member {
  const told = profile.zone !== undefined && isZone(profile.zone) ? profile.zone : undefined;
  return {
    id,
    name: profile.name,
    ...(profile.locale !== undefined && { locale: profile.locale }),
    zone: told ?? zone,
    workingDays: [1, 2, 3, 4, 5],
    sessionTime: Temporal.PlainTime.from('09:00'),
    hours: USUAL_HOURS,
    leaves: [],
    readStatus: false,
    budget: 3,
    status: 'active',
    askConfidence: false,
    admin: false,
    author: false,
    welcomed: false,
    known: told !== undefined,
  };
}

/** A member of whom more has been told since they were first heard of. */
export function acquainted(member: Member, profile: Known): Member {
  if (profile.zone === undefined || !isZone(profile.zone)) return member;
  const { name, locale = member.locale } = profile;
  return { ...member, ...livingIn(member, profile.zone), name, locale, known: true };
}

/** What another zone at home changes: who is on a trip stays where they are. */
export function livingIn({ zone: here, trip }: Member, zone: string): Partial<Pick<Member, 'zone' | 'trip'>> {
  return { ...(trip && { trip: { ...trip, home: zone } }), ...((!trip || here === trip.home) && { zone }) };
}

export function paused(member: Member): Member {
  return { ...member, status: 'paused' };
}

/** Who writes again after a pause, a leave or after having left is here today. */
export function resumed(member: Member, today: Temporal.PlainDate): Member {
  return { ...member, status: 'active', leaves: ended(member.leaves, today) };
}

export function onLeave(member: Member, leave: Leave, today: Temporal.PlainDate): Member {
  return { ...member, leaves: withLeave(member.leaves, leave, today) };
}

/** Whether unasked messages may reach the member on a day. */
export function isAway(member: Member, day: Temporal.PlainDate): boolean {
  return isSilent(member) || covering(member.leaves, day) !== undefined;
}

/** Whether they hear nothing until they say so: what there is to say does not wait. */
export function isSilent({ unreachable, status }: Member): boolean {
  return unreachable !== undefined || status !== 'active';
}

const MIDNIGHT = new Temporal.PlainTime();

/** A member where they are by now on their trip, and when that changes next. Both ends are midnights at home. */
export function whereabouts(member: Member, now: Temporal.Instant): { member: Member; next?: Temporal.Instant } {
  const { trip, ...rest } = member;
  if (!trip) return { member };
  const [start, end] = [trip.from, trip.until].map((day) => instantAt(day, MIDNIGHT, trip.home));
  if (start && Temporal.Instant.compare(now, start) < 0) return { member: { ...member, zone: trip.home }, next: start };
  if (end && Temporal.Instant.compare(now, end) < 0) return { member: { ...member, zone: trip.zone }, next: end };
  return { member: { ...rest, zone: trip.home } };
}
