import type { Member } from '../../domain/member.ts';
import { FEWEST_PLEDGED, isOpenPledge, mayJoin, type Pledge, readPledge, type Wish } from '../../domain/pledge.ts';
import { dayAt, instantAt, isTeamDay, nextTeamDay } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { type Markdown, md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { pledged, pledgeJoined, pledgeLeft, pledgeStatus } from '../../views/pledge.ts';
import { count, date, sentence } from '../../views/words.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, reply, say, type Turn, tell, type Visit } from '../turn.ts';
import { doneBy } from './pledge-days.ts';
import { itemsOf, nextLook, progressOf } from './pledge-week.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';

const HOW = phrase`Say it in the channel of your team, for example: pledge recall 3 of TOPIC by Friday.`;

/** `pledge TOPIC by Friday` in the channel of a team, by anybody on it. Whoever says it is in. */
export async function makePledge(visit: Visit, { words }: IntentOf<'make-pledge'>): Promise<void> {
  const { conversation, member, records, now } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const people = here ? await records.teams.members(here.id) : [];
  if (!here || !roleIn(people, member.id)) return void (await reply(visit, sentence(HOW)));
  if (people.length < FEWEST_PLEDGED)
    return void (await reply(visit, sentence(md`A pledge counts from ${FEWEST_PLEDGED} people on, and this team has fewer.`)));
  await records.teams.get(here.id);
  if (await openPledgeOf(visit, here))
    return void (await reply(visit, sentence(md`One pledge at a time: the present one is still open in the channel.`)));
  const topics = await topicsOf(visit, here);
  const wish = readPledge(words, { topics, today: dayAt(now, here.zone) });
  if (!wish) {
    const most = [...topics].slice(0, 10).map(([topic, items]) => `${topic} (${items})`);
    return void (await reply(
      visit,
      sentence(md`${HOW} It is at most two weeks ahead. Topics, with how many questions each has: ${most.join(', ')}.`),
    ));
  }
  const problem = await problemOf(visit, here, wish);
  if (problem) return void (await reply(visit, sentence(problem)));
  const dueAt = instantAt(wish.dueOn, here.revealTime, here.zone);
  const pledge: Pledge = {
    ...{ id: visit.newId(), team: here.id, deck: here.deck, topic: wish.topic, items: wish.items, madeAt: now, dueAt },
    ...({ state: 'gathering', told: 0, counted: 1, letter: '' } as const),
  };
  const to = { kind: 'channel', channel: here.channel } as const;
  const letter = await say(visit, to, pledged(here, pledge), { purpose: `pledge:${pledge.id}` });
  await records.pledges.save({ ...pledge, letter: letter ?? '' });
  await records.alarms.set('pledge', pledge.id, nextLook(visit, pledge, here));
  await enter(visit, here, pledge);
}

/** Why nothing comes of a wish: its end would disturb a free day, or its maker's days are too few for it. */
async function problemOf(visit: Visit, team: Team, { items, dueOn }: Wish): Promise<Markdown | undefined> {
  const { member, isHoliday } = visit;
  if (!isTeamDay(dueOn, isHoliday))
    return md`A pledge ends on a working day: the next one is ${date(nextTeamDay(dueOn, isHoliday))}.`;
  const done = await doneBy(visit, member, items);
  if (done && Temporal.Instant.compare(done, instantAt(dueOn, team.revealTime, team.zone)) <= 0) return undefined;
  if (!done) return tooMany(member, items);
  const day = dayAt(done, team.zone);
  const isInTime = Temporal.Instant.compare(done, instantAt(day, team.revealTime, team.zone)) <= 0;
  const first = nextTeamDay(isInTime ? day : day.add({ days: 1 }), isHoliday);
  const [asked, most] = [count(items, 'question'), count(member.budget, 'question')];
  return md`${asked} do not fit into your days until then: with ${most} a day, ${date(first)} is the first day by which they can.`;
}

function tooMany({ budget }: Member, items: number): Markdown {
  const [asked, most] = [count(items, 'question'), count(budget, 'question')];
  return md`${asked} do not fit into your days until then: you are asked ${most} a day. Say settings to change that.`;
}

async function topicsOf(turn: Turn, team: Team): Promise<Map<string, number>> {
  const items = await turn.records.decks.items([team.deck]);
  return new Map([...Map.groupBy(items, ({ topic }) => topic)].map(([topic, own]) => [topic, own.length]));
}

/** The button in the channel, or the words. */
export async function joinPledge(visit: Visit, { pledge: id }: IntentOf<'join-pledge'>): Promise<void> {
  const { records } = visit;
  const pledge = await wanted(visit, id);
  const team = pledge && (await records.teams.get(pledge.team));
  if (!pledge || !team) return void (await reply(visit, sentence(md`No pledge is open in your team. ${HOW}`)));
  const problem = await whyNotIn(visit, pledge);
  if (problem) return void (await reply(visit, sentence(problem)));
  await enter(visit, team, pledge);
  // Whoever has left meanwhile is missing from the number with the day's look, not with this one.
  const joined = { ...pledge, counted: pledge.counted + 1 };
  await records.pledges.save(joined);
  await say(visit, { kind: 'channel', channel: team.channel }, pledged(team, joined), { replaces: pledge.letter });
}

async function whyNotIn(visit: Visit, pledge: Pledge): Promise<Markdown | undefined> {
  const { member, records } = visit;
  if (!roleIn(await records.teams.members(pledge.team), member.id)) return md`This pledge is for the people of its team.`;
  if (await isPledged(visit, pledge)) return md`You are in already.`;
  if (!mayJoin(pledge, visit.now)) return md`It is too late to join this pledge; you can make one of your own.`;
  const done = await doneBy(visit, member, pledge.items);
  return done && Temporal.Instant.compare(done, pledge.dueAt) <= 0 ? undefined : tooMany(member, pledge.items);
}

async function isPledged({ member, records }: Visit, pledge: Pledge): Promise<boolean> {
  return (await records.pledges.people(pledge.id)).some((each) => each.member === member.id);
}

// Its questions come first, so that the days have what was promised.
async function enter(visit: Visit, team: Team, pledge: Pledge): Promise<void> {
  const { member, records, now } = visit;
  await records.pledges.setMember(pledge.id, member.id, now);
  await records.weeks.practise({ member: member.id, deck: pledge.deck, topic: pledge.topic, at: now });
  await reply(visit, pledgeJoined(team, pledge));
}

/** Out before the end, unseen: the channel's number shrinks with the next day. */
export async function leavePledge(visit: Visit, { pledge: id }: IntentOf<'leave-pledge'>): Promise<void> {
  const { member, records } = visit;
  const own = id === undefined ? (await ownPledges(visit))[0]?.id : id;
  const pledge = own === undefined ? undefined : await records.pledges.get(own);
  if (!pledge || !isOpenPledge(pledge) || !(await isPledged(visit, pledge)))
    return void (await reply(visit, sentence(md`You are in no pledge that is open.`)));
  await records.pledges.setMember(pledge.id, member.id, undefined);
  await replace(visit, pledgeLeft(pledge));
}

/** `pledge`: one's own part of it, for oneself. */
export async function openPledge(visit: Visit): Promise<void> {
  const own = await ownPledges(visit);
  if (own.length === 0) return void (await reply(visit, sentence(md`You are in no pledge. ${HOW}`)));
  await inPrivate(visit);
  for (const pledge of own) {
    const team = await visit.records.teams.get(pledge.team);
    const done = await progressOf(visit, pledge, await itemsOf(visit, pledge), [visit.member.id]);
    if (team) await tell(visit, visit.member.id, pledgeStatus(team, pledge, done.recalled.get(visit.member.id) ?? 0));
  }
}

async function ownPledges(visit: Visit): Promise<Pledge[]> {
  const found: Pledge[] = [];
  for (const team of await teamsOf(visit, visit.member.id)) {
    const open = await openPledgeOf(visit, team);
    if (open && (await isPledged(visit, open))) found.push(open);
  }
  return found;
}

/** The one that a button names; in words, that of the channel, or of one's teams, one that one is not in yet before others. */
async function wanted(visit: Visit, id: string | undefined): Promise<Pledge | undefined> {
  const { conversation, records } = visit;
  if (id !== undefined) return records.pledges.get(id);
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const found: Pledge[] = [];
  for (const team of here ? [here] : await teamsOf(visit, visit.member.id)) {
    const open = await openPledgeOf(visit, team);
    if (open) found.push(open);
  }
  const own = new Set((await ownPledges(visit)).map(({ id }) => id));
  const open = found.find(({ id }) => !own.has(id)) ?? found[0];
  return open && records.pledges.get(open.id);
}

async function openPledgeOf(turn: Turn, team: Team): Promise<Pledge | undefined> {
  return (await turn.records.pledges.ofTeam(team.id)).find(isOpenPledge);
}
