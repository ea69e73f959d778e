import { isOpenPledge, mayJoin, type Pledge, readPledge } from '../domain/pledge.ts';
import { dayAt, instantAt } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import type { IntentOf } from '../intents.ts';
import { md } from '../markdown.ts';
import { phrase } from '../phrase.ts';
import { pledged, pledgeJoined, pledgeLeft, pledgeStatus } from '../views/pledge.ts';
import { sentence } from '../views/words.ts';
import { itemsOf, nextLook, pledgedIn, progressOf } from './pledge-week.ts';
import { inPrivate } from './privacy.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';
import { replace, reply, say, type Turn, tell, type Visit } from './turn.ts';

const HOW = phrase`Say it in the channel of your team, for example: pledge recall 3 of TOPIC by Friday.`;

/** `pledge TOPIC by Friday` in the channel of a team, by anybody on it. Whoever says it is in. */
export async function makePledge(visit: Visit, { words }: IntentOf<'make-pledge'>): Promise<void> {
  const { conversation, member, records, now } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  if (!here || !roleIn(await records.teams.members(here.id), member.id)) return void (await reply(visit, sentence(HOW)));
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
  const dueAt = instantAt(wish.dueOn, here.revealTime, here.zone);
  const pledge: Pledge = {
    ...{ id: visit.newId(), team: here.id, deck: here.deck, topic: wish.topic, items: wish.items, madeAt: now, dueAt },
    ...({ state: 'gathering', told: 0, letter: '' } as const),
  };
  const to = { kind: 'channel', channel: here.channel } as const;
  const letter = await say(visit, to, pledged(here, pledge, { of: 1 }), { purpose: `pledge:${pledge.id}` });
  await records.pledges.save({ ...pledge, letter: letter ?? '' });
  await records.alarms.set('pledge', pledge.id, nextLook(visit, pledge, here));
  await enter(visit, here, pledge);
}

async function topicsOf(turn: Turn, team: Team): Promise<Map<string, number>> {
  const items = await turn.records.decks.items([team.deck]);
  return new Map([...Map.groupBy(items, ({ topic }) => topic)].map(([topic, own]) => [topic, own.length]));
}

/** The button in the channel, or the words. */
export async function joinPledge(visit: Visit, { pledge: id }: IntentOf<'join-pledge'>): Promise<void> {
  const { member, records } = visit;
  const pledge = await wanted(visit, id);
  const team = pledge && (await records.teams.get(pledge.team));
  if (!pledge || !team || !mayJoin(pledge, visit.now))
    return void (await reply(visit, sentence(md`It is too late to join a pledge; you can make one of your own.`)));
  if (!roleIn(await records.teams.members(team.id), member.id))
    return void (await reply(visit, sentence(md`This pledge is for the people of its team.`)));
  if ((await records.pledges.people(pledge.id)).some((each) => each.member === member.id))
    return void (await reply(visit, sentence(md`You are in already.`)));
  await enter(visit, team, pledge);
  const of = (await pledgedIn(visit, pledge)).length;
  await say(visit, { kind: 'channel', channel: team.channel }, pledged(team, pledge, { of }), { replaces: pledge.letter });
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
  const isIn = pledge && (await records.pledges.people(pledge.id)).some((each) => each.member === member.id);
  if (!pledge || !isIn || !isOpenPledge(pledge))
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
    const people = open ? await visit.records.pledges.people(open.id) : [];
    if (open && people.some((each) => each.member === visit.member.id)) found.push(open);
  }
  return found;
}

async function wanted(visit: Visit, id: string | undefined): Promise<Pledge | undefined> {
  const { conversation, records } = visit;
  if (id !== undefined) return records.pledges.get(id);
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const open = here && (await openPledgeOf(visit, here));
  return open && records.pledges.get(open.id);
}

async function openPledgeOf(turn: Turn, team: Team): Promise<Pledge | undefined> {
  return (await turn.records.pledges.ofTeam(team.id)).find(isOpenPledge);
}
