import type { Rhythm } from './rhythm.ts';

/** A person in a workspace, as Cairn knows them. */
export type Member = Rhythm & {
  id: string;
  name: string;
  /** How many questions a day, 1 to 10. */
  budget: number;
  /** `left` asked not to be written to; `unreachable` is said of a person by their platform. */
  status: 'active' | 'paused' | 'left';
  /** The day a pause ends by itself. */
  pausedUntil?: Temporal.PlainDate;
  admin: boolean;
  /** Has been told what Cairn is. */
  welcomed: boolean;
};

export const MAX_BUDGET = 10;

export function newMember(id: string, profile: { name: string; zone?: string }, zone: string): Member {
  return {
    id,
    name: profile.name,
    zone: profile.zone ?? zone,
    workingDays: [1, 2, 3, 4, 5],
    sessionTime: Temporal.PlainTime.from('09:00'),
    budget: 3,
    status: 'active',
    admin: false,
    welcomed: false,
  };
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
  if (member.status === 'paused') return !member.pausedUntil || Temporal.PlainDate.compare(day, member.pausedUntil) < 0;
  return member.status === 'left';
}
