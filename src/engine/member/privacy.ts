import type { AuditEntry } from '../../domain/audit.ts';
import { md } from '../../markdown.ts';
import { exportLinked, exportNotHere, privacy } from '../../views/privacy.ts';
import { sentence } from '../../views/words.ts';
import { comparisonFor } from '../achievements/comparison.ts';
import { witness } from '../audit.ts';
import { teamsOf } from '../team/team.ts';
import { reply, tell, type Visit } from '../turn.ts';

const LINK_HOURS = 1;
const LAST_ENTRIES = 10;

/** `privacy`: what is kept, who sees what, and who has looked. */
export async function openPrivacy(visit: Visit): Promise<void> {
  const teams = await teamsOf(visit, visit.member.id);
  const subjects = [`member:${visit.member.id}` as const, ...teams.map((team) => `team:${team.id}` as const)];
  const entries = await visit.records.audit.about(subjects, LAST_ENTRIES);
  const named = new Map([
    ...teams.map((team) => [`team:${team.id}`, team.name] as const),
    [`member:${visit.member.id}`, 'you'] as const,
  ]);
  await inPrivate(visit);
  const seen = entries.map(seenBy(visit));
  const comparison = await comparisonFor(visit, visit.member);
  const about = { member: visit.member, teams, entries: seen, named, outside: visit.hasJudge, comparison };
  await tell(visit, visit.member.id, privacy(about));
}

// A letter that names nobody else needs no mending when one of them is erased.
function seenBy({ member }: Visit) {
  return (entry: AuditEntry) => ({ ...entry, own: entry.actor === `member:${member.id}` });
}

/** `export my data`: a link that downloads it once. */
export async function exportData(visit: Visit): Promise<void> {
  const { records, member, now } = visit;
  const link = visit.exportLink(visit.id);
  if (!link) {
    await reply(visit, exportNotHere());
    return;
  }
  await records.exportLinks.add(link.hash, member.id, now.add({ hours: LINK_HOURS }));
  await witness(visit, 'export-linked', `member:${member.id}`);
  await inPrivate(visit);
  await tell(visit, member.id, exportLinked(link.url));
}

/** What is about one person is told to them alone, wherever they asked. */
export async function inPrivate(visit: Visit): Promise<void> {
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have sent it to you, in private.`));
}
