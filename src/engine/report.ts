import { may } from '../domain/access.ts';
import { type Report, reportOf } from '../domain/evidence/report.ts';
import { dayAt } from '../domain/rhythm.ts';
import type { Records } from '../ports/store.ts';
import { noReport, report } from '../views/report.ts';
import { witness } from './audit.ts';
import { inPrivate } from './privacy.ts';
import { teamsOf } from './team.ts';
import { tell, type Visit } from './turn.ts';

const DAYS = 90;

type Group = { name: string; members: readonly string[]; team?: string; withItems: boolean };

/** `report`: how an own team remembers, and how sure that is; for who keeps decks, the workspace, with its questionable items. Always in private. */
export async function openReport(visit: Visit): Promise<void> {
  await inPrivate(visit);
  const groups = await groupsOf(visit);
  if (groups.length === 0) return void (await tell(visit, visit.member.id, noReport()));
  for (const group of groups) {
    const since = dayAt(visit.now, visit.member.zone).subtract({ days: DAYS });
    const found = await reportFor(visit.records, group.members, since);
    await witness(visit, 'report-opened', group.team === undefined ? 'workspace' : `team:${group.team}`);
    await tell(visit, visit.member.id, report(group.name, found, { withItems: group.withItems }));
  }
}

async function groupsOf({ records, member, ...turn }: Visit): Promise<Group[]> {
  const groups: Group[] = [];
  for (const team of await teamsOf({ ...turn, records }, member.id, 'lead')) {
    const members = await records.teams.members(team.id);
    if (may('lead-team', member, members))
      groups.push({ name: team.name, members: members.map((each) => each.member), team: team.id, withItems: false });
  }
  const everybody = may('keep-decks', member) ? (await records.members.all()).map(({ id }) => id) : [];
  if (everybody.length > 0) groups.push({ name: 'this workspace', members: everybody, withItems: true });
  return groups;
}

/** What the answers of some members prove since a day. */
export async function reportFor(records: Records, members: readonly string[], since: Temporal.PlainDate): Promise<Report> {
  const among = new Set(members);
  const rows = await records.probes.rows(since.toZonedDateTime('UTC').toInstant());
  const theirs = rows.filter(({ learner }) => among.has(learner));
  return reportOf(since, theirs, await records.attempts.since(members, since));
}
