import type { Line } from './check-in.ts';

/** A weekly moment in the team's zone. */
type Slot = { days: readonly number[]; time: Temporal.PlainTime };

export const CADENCES = ['weekly', 'daily'] as const;
type Cadence = (typeof CADENCES)[number];

/** People of one channel with a lead, a deck and a weekly rhythm. */
export type Team = {
  id: string;
  name: string;
  channel: string;
  deck: string;
  zone: string;
  /** When members are asked about their week, and when the summary of it is posted. */
  checkIn: Slot;
  summary: Slot;
  /** Whether they write a note a day until the check-in of the week, or that alone. */
  cadence: Cadence;
  /** What the check-in asks; a line without words is left out. */
  questions: Readonly<Record<Line, string>>;
  /** When the channel gets a question, and the time of the same day at which its answers are revealed. */
  question: Slot;
  revealTime: Temporal.PlainTime;
  /** Why nothing reaches its channel. */
  unreachable?: string;
};

export type TeamMember = { member: string; role: 'lead' | 'member' };

export function newTeam(id: string, channel: { id: string; name: string }, deck: string, zone: string): Team {
  const at = (time: string) => Temporal.PlainTime.from(time);
  return {
    id,
    name: channel.name,
    channel: channel.id,
    deck,
    zone,
    checkIn: { days: [4], time: at('14:00') },
    summary: { days: [5], time: at('15:00') },
    cadence: 'weekly',
    questions: { did: 'I did', hurdles: 'A hurdle', success: 'A success', next: 'Next' },
    question: { days: [2, 4], time: at('11:00') },
    revealTime: at('16:00'),
  };
}

/** The days on which members are asked to write: that of the check-in, and with notes those before it. */
export function askingDays({ cadence, checkIn }: Team): readonly number[] {
  const last = Math.max(...checkIn.days);
  return cadence === 'weekly' ? checkIn.days : Array.from({ length: last }, (_, i) => i + 1);
}
