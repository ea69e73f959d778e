import { isZone, type Rhythm } from './rhythm.ts';

/** A person in a workspace, as Cairn knows them. */
export type Member = Rhythm & {
  id: string;
  name: string;
  /** How many questions a day, 1 to 10. */
  budget: number;
  /** About how many a week; where nothing is said, as many as the days take. */
  weekly?: number | undefined;
  /** `left` asked not to be written to. */
  status: 'active' | 'paused' | 'left';
  /** The day a pause ends by itself. */
  pausedUntil?: Temporal.PlainDate;
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

export function newMember(id: string, profile: { name: string; zone?: string }, zone: string): Member {
  const told = profile.zone !== undefined && isZone(profile.zone) ? profile.zone : undefined;
  return {
    id,
    name: profile.name,
    zone: told ?? zone,
    workingDays: [1, 2, 3, 4, 5],
    sessionTime: Temporal.PlainTime.from('09:00'),
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
export function acquainted(member: Member, profile: { name: string; zone?: string }): Member {
  if (profile.zone === undefined || !isZone(profile.zone)) return member;
  return { ...member, name: profile.name, zone: profile.zone, known: true };
}

export function paused(member: Member, until?: Temporal.PlainDate): Member {
  const { pausedUntil: _, ...rest } = member;
  return { ...rest, status: 'paused', ...(until && { pausedUntil: until }) };
}

export function resumed(member: Member): Member {
  const { pausedUntil: _, ...rest } = member;
  return { ...rest, status: 'active' };
}

/** Whether unasked messages may reach the member on a day. */
export function isAway(member: Member, day: Temporal.PlainDate): boolean {
  if (member.unreachable !== undefined) return true;
  if (member.status === 'paused') return !member.pausedUntil || Temporal.PlainDate.compare(day, member.pausedUntil) < 0;
  return member.status === 'left';
}
