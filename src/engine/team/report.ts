import { may } from '../../domain/access.ts';
import { itemsIn } from '../../domain/evidence/items.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { phrase, type Words } from '../../phrase.ts';
import { proposalBlocks } from '../../views/families.ts';
import { noReport, report } from '../../views/report.ts';
import { proposedBy } from '../achievements/diagnosis.ts';
import { witness } from '../audit.ts';
import { inPrivate } from '../member/privacy.ts';
import { reply, tell, type Visit } from '../turn.ts';
import { evidenceOf, reportAmong } from './group-evidence.ts';
import { teamsOf } from './team.ts';

const DAYS = 90;

type Group = { name: Words; members: readonly string[]; team?: string };

/** `report`: how an own team remembers, and how sure that is; for who keeps decks, the workspace, with its questionable items. Always in private. */
export async function openReport(visit: Visit): Promise<void> {
  const groups = await groupsOf(visit);
  if (groups.length === 0) return void (await reply(visit, noReport()));
  await inPrivate(visit);
  const since = dayAt(visit.now, visit.member.zone).subtract({ days: DAYS });
  const everybody = groups.flatMap(({ members }) => members);
  const evidence = await evidenceOf(visit.records, everybody, { since, now: visit.now });
  for (const { name, members, team } of apart(groups)) {
    const found = reportAmong(evidence, members);
    // Items are told of once, so they may be of everybody.
    const items = team === undefined ? itemsIn(evidence.log) : [];
    // Everybody may be in a team that was told of.
    if (members.length === 0 && items.length === 0) continue;
    await witness(visit, 'report-opened', team === undefined ? 'workspace' : `team:${team}`);
    const proposal = proposalBlocks(await proposedBy(visit, found.diagnosis, members), may('keep-decks', visit.member));
    await tell(visit, visit.member.id, report(name, { ...found, items }, proposal));
  }
}

async function groupsOf({ records, member, ...turn }: Visit): Promise<Group[]> {
  const groups: Group[] = [];
  for (const team of await teamsOf({ ...turn, records }, member.id, 'lead')) {
    const members = await records.teams.members(team.id);
    if (may('lead-team', member, members))
      groups.push({ name: team.name, members: members.map((each) => each.member), team: team.id });
  }
  const everybody = may('keep-decks', member) ? (await records.members.all()).map(({ id }) => id) : [];
  return everybody.length > 0 ? [...groups, { name: phrase`this workspace`, members: everybody }] : groups;
}

/** The same groups with everybody counted once, in the first: of two that overlap, one less the other would be the figures of a few. */
function apart(groups: readonly Group[]): Group[] {
  const counted = new Set<string>();
  return groups.map((group) => {
    const members = group.members.filter((member) => !counted.has(member));
    for (const member of members) counted.add(member);
    const isWhole = members.length === group.members.length;
    return { ...group, members, name: isWhole ? group.name : phrase`everybody else in ${group.name}` };
  });
}
