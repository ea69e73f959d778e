import { covering } from '../../domain/leave.ts';
import { isAway, type Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import {
  awayToday,
  dashboard,
  dashboardMoved,
  doneToday,
  newcomerToday,
  noDeckToday,
  type Row,
  type Today,
  waitingToday,
} from '../../views/dashboard.ts';
import { sentence } from '../../views/words.ts';
import { knownOf, plannedFor, sessionsOf } from '../quiz/plan.ts';
import { reply, say, type Turn, tell, type Visit, worded } from '../turn.ts';
import { ROWS } from './dashboard-rows.ts';

/** `home`: the dashboard as a message of its own, which stays fresh; for who opened the page that their platform keeps for it, there. */
export async function openDashboard(visit: Visit, { page }: IntentOf<'open-dashboard'>): Promise<void> {
  const { member, records, conversation } = visit;
  const shown = await dashboardOf(visit, member);
  if (page) {
    const home = await say(visit, { kind: 'home', member: member.id }, shown);
    return records.members.save({ ...member, home });
  }
  if (await stands(visit, member.dashboard)) await tell(visit, member.id, dashboardMoved(), { replaces: member.dashboard });
  if (conversation.kind === 'channel') await reply(visit, sentence(md`I have sent it to you, in private.`));
  await records.members.save({ ...member, dashboard: await tell(visit, member.id, shown) });
}

/** Has the dashboards that a member has open made fresh as soon as this turn is kept: what they did is not held up by it. */
export async function refreshSoon(turn: Turn, { id, dashboard: message, home }: Member): Promise<void> {
  if (message === undefined && home === undefined) return;
  await turn.records.alarms.set('dashboard', id, turn.now);
  turn.soon.push({ kind: 'dashboard', subject: id, at: turn.now });
}

/** The alarm of a member's dashboards: what is shown is put in its place, where it has changed. Nothing is posted anew. */
export async function ringDashboard(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member || member.unreachable !== undefined) return;
  const fresh = await dashboardOf(turn, member);
  const renewed = { ...member, dashboard: await renewMessage(turn, member, fresh), home: await renewPage(turn, member, fresh) };
  if (renewed.dashboard !== member.dashboard || renewed.home !== member.home) await turn.records.members.save(renewed);
}

async function renewMessage(turn: Turn, member: Member, fresh: Outbound): Promise<string | undefined> {
  const before = await stands(turn, member.dashboard);
  if (!before) return undefined;
  const { text } = await worded(turn, { kind: 'member', member: member.id }, fresh);
  return before.outbound.text === text ? before.id : tell(turn, member.id, fresh, { replaces: before.id });
}

async function renewPage(turn: Turn, { id, home }: Member, fresh: Outbound): Promise<string | undefined> {
  if (home === undefined) return undefined;
  const to = { kind: 'home', member: id } as const;
  const before = await turn.records.letters.get(home);
  return before?.outbound.text === (await worded(turn, to, fresh)).text ? home : say(turn, to, fresh);
}

/** A dashboard's letter, as long as it is known where it stands: letters are kept for a time, and some never arrive. */
async function stands({ records: { letters } }: Turn, id: string | undefined) {
  const last = id === undefined ? undefined : await letters.get(id);
  const first = last?.replaces === undefined ? last : await letters.get(last.replaces);
  return first && first.state !== 'failed' ? last : undefined;
}

async function dashboardOf(turn: Turn, member: Member): Promise<Outbound> {
  const rows: Row[] = [];
  for (const row of ROWS) rows.push(...[(await row(turn, member)) ?? []].flat());
  return dashboard(await todayOf(turn, member), rows, { isAway: isAway(member, dayAt(turn.now, member.zone)) });
}

async function todayOf(turn: Turn, member: Member): Promise<Today> {
  const leave = covering(member.leaves, dayAt(turn.now, member.zone));
  if (member.status !== 'active' || leave) return awayToday(member, leave?.until);
  const { latest, today, day } = await sessionsOf(turn, member);
  if (!latest) return newcomerToday();
  const { status, planned, prompts, position } = today ?? latest;
  if (today && (status === 'open' || status === 'offered'))
    return waitingToday(prompts.length - position, { isOpen: status === 'open' });
  if (today && planned) return doneToday(today);
  if ((await knownOf(turn, member)).candidates.length === 0) return noDeckToday();
  const due = await plannedFor(turn, member, { latest, today, day });
  return due.length > 0 ? waitingToday(due.length, { isOpen: false }) : doneToday(today);
}
