import { isSilent } from '../../domain/member.ts';
import { askDay } from '../../domain/partners/ask-day.ts';
import { type Match, withPartner } from '../../domain/partners/partner.ts';
import { instantAt } from '../../domain/rhythm.ts';
import { askingDays } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { askedWhether, heardWhether } from '../../views/partners.ts';
import { sentence } from '../../views/words.ts';
import { isTimeFor } from '../hours.ts';
import { teamsOf } from '../team/team.ts';
import { replace, type Turn, tell, type Visit } from '../turn.ts';
import { between, ownMatch, partnerOf, proposedTo } from './proposal.ts';

// Where no time is known, the week is over then.
const USUAL_DAY = 4;

/** Sets the alarm that asks whether a match has met: on a day on which neither a proposal nor a check-in comes. */
export async function setMeeting(turn: Turn, match: Match, id: string): Promise<void> {
  const [member] = await turn.records.members.all([id]);
  if (!member) return;
  const busy = new Set([1]);
  // A check-in, and its reminder the next morning.
  for (const team of await teamsOf(turn, id)) for (const day of askingDays(team)) busy.add(day).add((day % 7) + 1);
  const isBusy = (day: Temporal.PlainDate) => busy.has(day.dayOfWeek) || !member.workingDays.includes(day.dayOfWeek);
  const met = match.at?.toZonedDateTimeISO(member.zone).toPlainDate() ?? match.week.add({ days: USUAL_DAY });
  const day = askDay(met, isBusy);
  await turn.records.alarms.set('meeting', `${match.id} ${id}`, day && instantAt(day, member.hours.from, member.zone));
}

/** Asks once whether it happened. */
export async function ringMeeting(turn: Turn, subject: string): Promise<void> {
  const [id = '', memberId = ''] = subject.split(' ');
  const member = await turn.records.members.lock(memberId);
  const match = await turn.records.matches.get(id);
  const partner = match && partnerOf(match, memberId);
  if (match?.state !== 'agreed' || !member || partner?.answer !== 'yes' || partner.met !== undefined || isSilent(member)) return;
  if (!(await isTimeFor(turn, member, { kind: 'meeting', subject }))) return;
  const about = await proposedTo(turn, match, member);
  if (about.others.length === 0) return;
  await tell(turn, memberId, askedWhether(about), { purpose: `${between(match)}:${memberId}:met` });
}

/** One tap, or `we met` and `we did not meet`: nothing more is asked. */
export async function reportMeeting(visit: Visit, { match: id, met }: IntentOf<'report-meeting'>): Promise<void> {
  const match = await ownMatch(visit, id);
  if (match?.state !== 'agreed' || partnerOf(match, visit.member.id)?.answer !== 'yes')
    return void (await replace(visit, sentence(md`No meeting with a study partner is known to me. Say partners to be matched.`)));
  await visit.records.matches.save(withPartner(match, visit.member.id, { met }));
  await visit.records.alarms.set('meeting', `${match.id} ${visit.member.id}`, undefined);
  const about = await proposedTo(visit, match, visit.member);
  await replace(visit, heardWhether(met, about), { purpose: `${between(match)}:${visit.cause}` });
}
