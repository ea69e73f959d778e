import { may } from '../../domain/access.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { isOpenSprint, lastDayOf, ownResult, type Sprint } from '../../domain/sprint.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { sprintCalled, sprintCancelled, sprintForm, sprintJoined, sprintLeft, sprintStatus } from '../../views/sprint.ts';
import { sentence } from '../../views/words.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, reply, say, type Turn, tell, type Visit } from '../turn.ts';
import { callable, firstDays } from './sprint-call.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';

/** `sprint`: for who leads, in their team's channel, the form to call one; for everybody, how theirs goes. */
export async function openSprint(visit: Visit): Promise<void> {
  const { conversation, member, records } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const open = here && (await openSprintOf(visit, here));
  const isLead = here && may('lead-team', member, await records.teams.members(here.id));
  if (!here || !isLead || open) return showOwn(visit);
  const topics = await callable(visit, here);
  if (topics.length === 0) return void (await reply(visit, sentence(NO_TOPIC)));
  const ids = (await records.teams.members(here.id)).map((each) => each.member);
  const people = await records.members.all(ids);
  await inPrivate(visit);
  await tell(visit, member.id, sprintForm(here, { topics, days: firstDays(visit, here), people }));
}

export const NO_TOPIC = phrase`No topic of this deck has enough for a sprint: three questions with another wording, or pairs that are as hard as each other.`;

async function showOwn(visit: Visit): Promise<void> {
  const { member, records } = visit;
  const sprint = await latestOf(visit);
  if (!sprint) {
    const who = phrase`A lead calls one by saying sprint in the channel of the team; you join by one tap.`;
    return void (await reply(visit, sentence(md`You are in no sprint. ${who}`)));
  }
  await inPrivate(visit);
  const leads = may('lead-team', member, await records.teams.members(sprint.team));
  const log = await records.attempts.since([member.id], sprint.startsOn);
  await tell(visit, member.id, sprintStatus(sprint, ownResult(sprint, member.id, log), { leads }));
}

/** That in which somebody is, else the newest of their teams that they were in, or that they lead. */
async function latestOf(visit: Visit): Promise<Sprint | undefined> {
  const joined = await visit.records.sprints.joined(visit.member.id);
  if (joined) return joined;
  for (const team of await teamsOf(visit, visit.member.id)) {
    const isLead = may('lead-team', visit.member, await visit.records.teams.members(team.id));
    for (const sprint of await visit.records.sprints.ofTeam(team.id)) {
      const own = (await visit.records.sprints.people(sprint.id)).find((each) => each.member === visit.member.id);
      if ((own?.joinedAt && sprint.state === 'over') || (isLead && isOpenSprint(sprint))) return sprint;
    }
  }
  return undefined;
}

/** The button in the channel, or the words. */
export async function joinSprint(visit: Visit, { sprint: id }: IntentOf<'join-sprint'>): Promise<void> {
  const { member, records } = visit;
  const sprint = await wanted(visit, id);
  const team = sprint && (await records.teams.get(sprint.team));
  if (!sprint || !team || !isOpenSprint(sprint)) return over(visit);
  const today = dayAt(visit.now, member.zone);
  if (Temporal.PlainDate.compare(today, lastDayOf(sprint)) >= 0) return over(visit);
  const isOn = roleIn(await records.teams.members(team.id), member.id) !== undefined;
  const own = (await records.sprints.people(sprint.id)).find((each) => each.member === member.id);
  if (!isOn || (!sprint.forAll && !own))
    return void (await reply(visit, sentence(md`This sprint is for others of the team. Its lead may call one with you.`)));
  const other = await records.sprints.joined(member.id);
  if (other) {
    const words =
      other.id === sprint.id ? md`You are in already.` : md`You are in another sprint until it is over: one at a time.`;
    return void (await reply(visit, sentence(words)));
  }
  await records.sprints.setMember({ sprint: sprint.id, member: member.id, joinedAt: visit.now });
  await reply(visit, sprintJoined(sprint, today));
  // Whoever has left meanwhile is missing from the number with the next morning, not with this tap.
  const now = { ...sprint, counted: sprint.counted + 1 };
  await records.sprints.save(now);
  await say(visit, { kind: 'channel', channel: team.channel }, sprintCalled(now), { replaces: sprint.letter });
}

/** Out at any time, without a word to anybody; what was answered stays one's own. */
export async function leaveSprint(visit: Visit): Promise<void> {
  const joined = await visit.records.sprints.joined(visit.member.id);
  const sprint = joined && (await visit.records.sprints.get(joined.id));
  if (!sprint) return over(visit);
  await visit.records.sprints.setMember({ sprint: sprint.id, member: visit.member.id });
  await replace(visit, sprintLeft(sprint));
}

/** Called off by who leads: nothing of it is reported. */
export async function cancelSprint(visit: Visit, { sprint: id }: IntentOf<'cancel-sprint'>): Promise<void> {
  const { records, member } = visit;
  const sprint = await wanted(visit, id);
  const team = sprint && (await records.teams.get(sprint.team));
  if (!sprint || !team || !isOpenSprint(sprint)) return over(visit);
  if (!may('lead-team', member, await records.teams.members(team.id)))
    return void (await reply(visit, sentence(md`Only the lead of a team can call off its sprint.`)));
  await records.sprints.save({ ...sprint, state: 'cancelled' });
  await records.alarms.set('sprint', sprint.id, undefined);
  await say(visit, { kind: 'channel', channel: team.channel }, sprintCancelled(sprint), { replaces: sprint.letter });
  await replace(visit, sentence(md`The sprint on ${sprint.topic} is called off.`));
}

async function over(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`There is no sprint to do that with any more.`));
}

/** The one that a button names; in words, that of the channel, or of one's teams. */
async function wanted(visit: Visit, id: string | undefined): Promise<Sprint | undefined> {
  const { conversation, records } = visit;
  if (id !== undefined) return records.sprints.get(id);
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  for (const team of here ? [here] : await teamsOf(visit, visit.member.id)) {
    const open = await openSprintOf(visit, team);
    if (open) return records.sprints.get(open.id);
  }
  return undefined;
}

export async function openSprintOf(turn: Turn, team: Team): Promise<Sprint | undefined> {
  return (await turn.records.sprints.ofTeam(team.id)).find(isOpenSprint);
}
