import { may } from '../../domain/access.ts';
import { type Member, resumed } from '../../domain/member.ts';
import { isOpenPledge } from '../../domain/pledge.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { newTeam, type Team, type TeamMember } from '../../domain/team.ts';
import { daysOf, timeOf, zoneOf } from '../../domain/time-words.ts';
import type { FormValues } from '../../events.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase, saidIn, type Words } from '../../phrase.ts';
import { refused } from '../../views/settings.ts';
import { teamForm, teamIntroduced, teamSaved } from '../../views/team.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { introduce, notify } from '../notice.ts';
import { keep, meet, meetAll, replace, reply, say, type Turn, tell, type Visit } from '../turn.ts';
import { setRhythm } from './team-rhythm.ts';

// What a platform could call somebody: a form can be forged by whoever sends it.
const MEMBER_ID = /^[\x21-\x7e]{1,300}$/;

/** `team` in a channel: the form goes to the lead alone. */
export async function openTeam(visit: Visit): Promise<void> {
  const { conversation, records, member } = visit;
  if (conversation.kind !== 'channel') {
    await reply(visit, sentence(md`Say that in the channel of your team, and you will get the form here.`));
    return;
  }
  const known = await teamOfChannel(visit, conversation.id);
  const members = known ? await records.teams.members(known.id) : [];
  if (!may('set-up-team', member, members)) {
    await reply(visit, sentence(md`${known?.name ?? phrase`This team`} is set up already; its lead can change it.`));
    return;
  }
  const decks = await records.decks.list();
  const first = decks.find((deck) => deck.id === visit.workspace.defaultDeck)?.id ?? decks[0]?.id;
  if (!first) {
    await reply(visit, sentence(md`There are no decks yet: an admin has to add one first.`));
    return;
  }
  const name = conversation.name ?? saidIn(visit.workspace.language, phrase`this channel`);
  const team = known ?? newTeam('', { id: conversation.id, name }, first, member.zone);
  const enrolled = members.length > 0 ? members.map((each) => each.member) : [member.id];
  if (known) await witness(visit, 'team-opened', `team:${known.id}`);
  await reply(visit, sentence(md`I have sent you the form, in private.`));
  await tell(visit, member.id, teamForm(team, { decks, known: await records.members.all(), members: enrolled }));
}

export async function submitTeam(visit: Visit, { channel, name }: IntentOf<'submit-team'>): Promise<void> {
  const known = await teamOfChannel(visit, channel);
  const before = known ? await visit.records.teams.members(known.id) : [];
  if (!may('set-up-team', visit.member, before)) {
    await replace(visit, sentence(md`${name} has been set up by somebody else meanwhile.`));
    return;
  }
  const base = known ?? newTeam(visit.newId(), { id: channel, name }, '', visit.member.zone);
  const read = readTeam(visit.values, base);
  const deck = (await visit.records.decks.list()).find((each) => each.id === read.team.deck);
  if (read.problems.length > 0 || !deck) {
    await reply(visit, refused([...read.problems, ...(deck ? [] : [phrase`Choose a deck.`])]));
    return;
  }
  await setUpTeam(visit, read.team, { lead: visit.member, people: read.people });
  await witness(visit, 'settings-team', `team:${read.team.id}`, { deck: deck.id });
  await say(visit, { kind: 'channel', channel }, teamIntroduced(read.team, visit.member, deck.title), {
    purpose: `team:${read.team.id}`,
  });
  for (const id of read.people.filter((each) => !before.some((old) => old.member === each) && each !== visit.member.id)) {
    await notify(visit, id, 'joined', read.team.id);
  }
  await replace(visit, teamSaved(read.team, deck.title));
}

/** Keeps a team with its members, enrols them in its deck and sets its alarms. */
export async function setUpTeam(turn: Turn, team: Team, who: { lead: Member; people: readonly string[] }): Promise<void> {
  const { teams } = turn.records;
  await meetAll(turn, [...who.people, who.lead.id]);
  await teams.save(team);
  const people = new Set([...who.people, who.lead.id]);
  for (const old of await teams.members(team.id)) {
    if (!people.has(old.member) && old.role !== 'lead') await takeOff(turn, team.id, old.member);
  }
  for (const id of people) {
    const role = id === who.lead.id ? 'lead' : (roleIn(await teams.members(team.id), id) ?? 'member');
    await enrol(turn, team, await meet(turn, id), role);
  }
  await setRhythm(turn, team);
}

/** The button in the channel. */
export async function joinTeam(visit: Visit, { team: id }: IntentOf<'join-team'>): Promise<void> {
  const team = await visit.records.teams.get(id);
  if (!team) return;
  const role = roleIn(await visit.records.teams.members(id), visit.member.id);
  if (role) {
    await reply(visit, sentence(md`You are on ${team.name} already.`));
    return;
  }
  const today = dayAt(visit.now, visit.member.zone);
  const member = visit.member.status === 'left' ? resumed(visit.member, today) : visit.member;
  await enrol(visit, team, member, 'member');
  await introduce(visit, member, team.id, { byLead: false });
}

export async function leaveTeam(visit: Visit, { team: id }: IntentOf<'leave-team'>): Promise<void> {
  const team = await visit.records.teams.get(id);
  if (!team) return;
  await takeOff(visit, id, visit.member.id);
  const learns = (await visit.records.sessions.latest(visit.member.id)) !== undefined;
  if (!learns) await visit.records.alarms.set('session', visit.member.id, undefined);
  const after = learns
    ? phrase`Your own questions go on; say leave for no messages at all.`
    : phrase`I will not write again unless you say quiz.`;
  await replace(visit, sentence(md`All right, you are not on ${team.name}. ${after}`));
}

/** Off a team, and out of all that somebody agreed to with it: who comes back is asked anew. */
async function takeOff({ records }: Turn, team: string, member: string): Promise<void> {
  await records.teams.setMember(team, member, undefined);
  await records.leaderboards.setMember(team, member, undefined);
  for (const pledge of (await records.pledges.ofTeam(team)).filter(isOpenPledge))
    await records.pledges.setMember(pledge.id, member, undefined);
  const joined = await records.sprints.joined(member);
  if (joined?.team === team) await records.sprints.setMember({ sprint: joined.id, member });
}

export async function teamOfChannel(turn: Turn, channel: string): Promise<Team | undefined> {
  return (await turn.records.teams.all()).find((team) => team.channel === channel);
}

/** The teams that a member leads, or is on. */
export async function teamsOf(turn: Turn, member: string, role?: TeamMember['role']): Promise<Team[]> {
  const all = await turn.records.teams.all();
  const roles = await Promise.all(all.map(async (team) => roleIn(await turn.records.teams.members(team.id), member)));
  return all.filter((_, i) => roles[i] !== undefined && (role === undefined || roles[i] === role));
}

export function roleIn(members: readonly TeamMember[], id: string): TeamMember['role'] | undefined {
  return members.find((each) => each.member === id)?.role;
}

async function enrol(turn: Turn, team: Team, member: Member, role: TeamMember['role']): Promise<void> {
  await turn.records.teams.setMember(team.id, member.id, role, turn.now);
  await turn.records.enrolments.add(member.id, team.deck, turn.now);
  await keep(turn, member);
}

function list(value: FormValues[string] | undefined): string[] {
  return typeof value === 'string' ? [value].filter(Boolean) : [...(value ?? [])];
}

function readTeam(values: FormValues, base: Team): { team: Team; people: string[]; problems: Words[] } {
  const problems: Words[] = [];
  const text = (id: string) => String(values[id] ?? '');
  const time = (id: string, fallback: Temporal.PlainTime) => {
    const read = timeOf(text(id).slice(0, 5));
    if (!read) problems.push(phrase`The time "${text(id).slice(0, 20)}" should look like 14:00.`);
    return read ?? fallback;
  };
  const days = (id: string) => daysOf(list(values[id]).join(' ')) ?? [];
  const zone = zoneOf(text('zone'));
  if (!zone) problems.push(phrase`The time zone should be a name like Europe/Berlin.`);
  const checkInDays = days('check-in-day');
  const summaryDays = days('summary-day');
  if (checkInDays.length === 0 || summaryDays.length === 0)
    problems.push(phrase`Choose the days of the check-in and of the summary.`);
  const team: Team = {
    ...base,
    deck: text('deck'),
    zone: zone ?? base.zone,
    checkIn: { days: checkInDays, time: time('check-in-time', base.checkIn.time) },
    summary: { days: summaryDays, time: time('summary-time', base.summary.time) },
    question: { days: days('question-days'), time: time('question-time', base.question.time) },
    revealTime: time('reveal-time', base.revealTime),
  };
  if (Temporal.PlainTime.compare(team.revealTime, team.question.time) <= 0)
    problems.push(phrase`The answers have to be revealed later than the question is asked.`);
  const people = list(values['people']).filter((id) => MEMBER_ID.test(id));
  if (people.length === 0) problems.push(phrase`Choose who takes part.`);
  return { team, people, problems };
}
