/** A weekly moment in the team's zone. */
type Slot = { days: readonly number[]; time: Temporal.PlainTime };

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
    question: { days: [2, 4], time: at('11:00') },
    revealTime: at('16:00'),
  };
}
