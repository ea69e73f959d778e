import { nextWeekly } from '../../domain/rhythm.ts';
import { askingDays, type Team } from '../../domain/team.ts';
import type { Turn } from '../turn.ts';

const NO_HOLIDAY = () => false;

/** Sets the alarms of all that a team does at its hours. */
export async function setRhythm(turn: Turn, team: Team): Promise<void> {
  await setCheckIn(turn, team);
  await setSummary(turn, team);
  const question = { ...team.question, zone: team.zone };
  await turn.records.alarms.set('channel-question', team.id, nextWeekly(turn.now, question, turn.isHoliday));
}

/** Sets the alarm at which a team is asked next for a check-in or a note. */
export async function setCheckIn(turn: Turn, team: Team): Promise<void> {
  const slot = { days: askingDays(team), time: team.checkIn.time, zone: team.zone };
  await turn.records.alarms.set('check-in', team.id, nextWeekly(turn.now, slot, turn.isHoliday));
}

/** Sets the alarm of a team's next summary; its day may be a holiday, since people were asked before. */
export async function setSummary(turn: Turn, team: Team): Promise<void> {
  await turn.records.alarms.set('summary', team.id, summaryAfter(turn.now, team));
}

export function summaryAfter(now: Temporal.Instant, team: Team): Temporal.Instant | undefined {
  return nextWeekly(now, { ...team.summary, zone: team.zone }, NO_HOLIDAY);
}
