import { type CheckIn, isGiven, needsOf } from '../../domain/check-in.ts';
import { dayAt, isDaytime, nextSessionAt } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { helperTold, helpOffered } from '../../views/summary.ts';
import { sentence } from '../../views/words.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';

/** `I can help`: brings together who asked in a summary and who offers; nobody else learns of it. */
export async function offerHelp(visit: Visit, intent: IntentOf<'offer-help'>): Promise<void> {
  const found = await checkInIn(visit, intent);
  const asked = found && (await needsIn(visit, found.checkIn));
  const need = intent.owner
    ? asked?.find(({ owner }) => owner === intent.owner)
    : asked?.filter(({ owner }) => owner !== visit.member.id)[(intent.number ?? 1) - 1];
  const [owner] = need ? await visit.records.members.all([need.owner]) : [];
  if (!need && asked?.some(({ owner: id }) => id === visit.member.id))
    return void (await reply(visit, sentence(md`The only one who asks is you: others can offer to help.`)));
  if (!found || !need || !owner)
    return void (await reply(visit, sentence(md`Nobody asks for that any more. Thank you all the same.`)));
  if (owner.id === visit.member.id) return void (await reply(visit, sentence(md`That one is yours: others can offer to help.`)));
  const purpose = `help:${found.checkIn.id}:${owner.id}:${visit.member.id}`;
  if (!(await reply(visit, helperTold(owner, need.text), { purpose: `${purpose}:told` })))
    return void (await reply(visit, sentence(md`They know already that you can help.`)));
  const subject = `${found.checkIn.id} ${owner.id} ${visit.member.id}`;
  if (isDaytime(visit.now, owner.zone)) await ringHelp(visit, subject);
  else await visit.records.alarms.set('help', subject, nextSessionAt(visit.now, owner, visit.isHoliday));
}

/** Tells who asked, at an hour of theirs, who can help; the subject names the check-in, the one and the other. */
export async function ringHelp(turn: Turn, subject: string): Promise<void> {
  const [id = '', owner = '', helper = ''] = subject.split(' ');
  const checkIn = await turn.records.checkIns.get(id);
  const need = checkIn && (await needsIn(turn, checkIn)).find((each) => each.owner === owner);
  const [member] = await turn.records.members.all([helper]);
  if (need && member) await tell(turn, owner, helpOffered(member, need.text), { purpose: `help:${id}:${owner}:${helper}` });
}

async function checkInIn(
  visit: Visit,
  { checkIn: id }: IntentOf<'offer-help'>,
): Promise<{ checkIn: CheckIn; team: Team } | undefined> {
  const { records, conversation, member } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const [own] = await teamsOf(visit, member.id);
  const team = here ?? own;
  const checkIn = id !== undefined ? await records.checkIns.get(id) : team && (await newestOf(visit, team));
  const its = checkIn && (await records.teams.get(checkIn.team));
  if (!checkIn?.summary || !its) return undefined;
  return roleIn(await records.teams.members(its.id), member.id) ? { checkIn, team: its } : undefined;
}

function newestOf({ records, now }: Visit, team: Team): Promise<CheckIn | undefined> {
  return records.checkIns.upTo(team.id, dayAt(now, team.zone));
}

async function needsIn({ records }: Turn, checkIn: CheckIn): Promise<{ owner: string; text: string }[]> {
  const people = await records.teams.members(checkIn.team);
  const given = (await records.checkIns.entries(checkIn.id)).filter((each) => isGiven(each) && roleIn(people, each.member));
  return given.flatMap((entry) => needsOf(entry).map((text) => ({ owner: entry.member, text })));
}
