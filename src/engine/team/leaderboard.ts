import { may } from '../../domain/access.ts';
import {
  consistencyOf,
  type Figure,
  improvementOf,
  LOOK_BACK_DAYS,
  type Measure,
  neighboursOf,
} from '../../domain/leaderboard.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt, weekOf } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import { SMALLEST_GROUP } from '../../domain/week-figures.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { leaderboardJoined, leaderboardNews, leaderboardOffer, leaderboardShown } from '../../views/leaderboard.ts';
import { sentence } from '../../views/words.ts';
import { inPrivate } from '../member/privacy.ts';
import { streaksOf } from '../quiz/days.ts';
import { replace, reply, say, type Turn, tell, type Visit } from '../turn.ts';
import { roleIn, teamOfChannel, teamsOf } from './team.ts';

const NONE = phrase`No team of yours has a leaderboard. A lead may choose one: leaderboard improvement, or leaderboard consistency.`;

/** `leaderboard`: in private, who is next to oneself; for who has not agreed, what there would be to agree to. */
export async function openLeaderboard(visit: Visit): Promise<void> {
  const boards = await boardsOf(visit);
  if (boards.length === 0) return void (await reply(visit, sentence(NONE)));
  await inPrivate(visit);
  for (const board of boards) await show(visit, board);
}

type Board = { team: Team; measure: Measure; isIn: boolean };

async function boardsOf(visit: Visit): Promise<Board[]> {
  const found: Board[] = [];
  for (const team of await teamsOf(visit, visit.member.id)) {
    const measure = await visit.records.leaderboards.measure(team.id);
    const people = measure ? await visit.records.leaderboards.people(team.id) : [];
    if (measure) found.push({ team, measure, isIn: people.some(({ member }) => member === visit.member.id) });
  }
  return found;
}

async function show(visit: Visit, { team, measure, isIn }: Board): Promise<void> {
  const { member } = visit;
  if (!isIn) return void (await tell(visit, member.id, leaderboardOffer(team, measure)));
  const people = await comparable(visit, team);
  const figures = await figuresOf(visit, people, measure);
  const seed = `${team.id}/${weekOf(dayAt(visit.now, team.zone))}`;
  const next = neighboursOf(figures, member.id, seed);
  const nameOf = (id: string | undefined) => people.find((each) => each.id === id)?.name;
  const shown = {
    own: figures.get(member.id),
    above: nameOf(next?.above),
    below: nameOf(next?.below),
    isShown: next !== undefined,
  };
  // It names others: erasing one of them finds it by this.
  const purpose = ['leaderboard', member.id, next?.above ?? '', next?.below ?? '', `${visit.cause}/${visit.letters.length + 1}`];
  await tell(visit, member.id, leaderboardShown(team, measure, shown), { purpose: purpose.join(':') });
}

/** Who agreed, is on the team and has not left. */
async function comparable({ records }: Turn, team: Team): Promise<readonly Member[]> {
  const onTeam = await records.teams.members(team.id);
  const ids = (await records.leaderboards.people(team.id)).map(({ member }) => member);
  const people = await records.members.all(ids.filter((id) => roleIn(onTeam, id) !== undefined));
  return people.filter(({ status }) => status !== 'left');
}

async function figuresOf(turn: Turn, people: readonly Member[], measure: Measure): Promise<Map<string, Figure>> {
  const figureOf = measure === 'improvement' ? await improvements(turn, people) : await consistencies(turn, people);
  const figures = people.map((member) => [member.id, figureOf(member, dayAt(turn.now, member.zone))] as const);
  return new Map(figures.flatMap(([id, figure]) => (figure ? [[id, figure] as const] : [])));
}

type FigureOf = (member: Member, today: Temporal.PlainDate) => Figure | undefined;

async function improvements({ records, now }: Turn, people: readonly Member[]): Promise<FigureOf> {
  // A day earlier: who is west of here has the day before.
  const since = dayAt(now, 'UTC').subtract({ days: LOOK_BACK_DAYS + 1 });
  const ids = people.map(({ id }) => id);
  const logs = Map.groupBy(await records.attempts.since(ids, since), ({ member }) => member);
  return ({ id }, today) => improvementOf(logs.get(id) ?? [], today);
}

async function consistencies(turn: Turn, people: readonly Member[]): Promise<FigureOf> {
  const days = await streaksOf(turn, people);
  return ({ id }, today) => consistencyOf(days(id), today);
}

/** Chosen by who leads, for their team: nobody is in it yet, also where another was chosen before. */
export async function setLeaderboard(visit: Visit, { measure }: IntentOf<'set-leaderboard'>): Promise<void> {
  const { conversation, member, records } = visit;
  const here =
    conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : (await teamsOf(visit, member.id, 'lead'))[0];
  if (!here || !may('lead-team', member, await records.teams.members(here.id)))
    return void (await reply(visit, sentence(md`Only the lead of a team can choose its leaderboard, or end it.`)));
  await records.teams.get(here.id);
  const chosen = measure === 'off' ? undefined : measure;
  if (chosen && (await records.teams.members(here.id)).length < SMALLEST_GROUP)
    return void (await reply(
      visit,
      sentence(
        md`A leaderboard shows nothing under ${SMALLEST_GROUP} people, and ${here.name} has fewer: it would compare nobody.`,
      ),
    ));
  if ((await records.leaderboards.measure(here.id)) === chosen)
    return void (await reply(visit, sentence(md`It is so already; nothing has changed.`)));
  await records.leaderboards.choose(here.id, chosen);
  if (!chosen) return void (await reply(visit, sentence(md`${here.name} has no leaderboard any more, and nobody is compared.`)));
  await say(visit, { kind: 'channel', channel: here.channel }, leaderboardNews(here, chosen));
  if (conversation.kind === 'personal') await reply(visit, sentence(md`It is in ${here.name}: who likes may join.`));
}

/** The button in the channel, or the words: agreed to be compared with others who agreed. */
export async function joinLeaderboard(visit: Visit, { team: id }: IntentOf<'join-leaderboard'>): Promise<void> {
  const found = (await boardsOf(visit)).find(({ team, isIn }) => (id === undefined ? !isIn : team.id === id));
  // Locked, and looked at again: whoever agrees to one measure has not agreed to another that is chosen meanwhile.
  const team = found && (await visit.records.teams.get(found.team.id));
  const board = team && (await boardsOf(visit)).find((each) => each.team.id === team.id && each.measure === found.measure);
  if (!board) return void (await reply(visit, sentence(md`There is no leaderboard here that you could join. ${NONE}`)));
  if (board.isIn) return void (await reply(visit, sentence(md`You are in already.`)));
  await visit.records.leaderboards.setMember(board.team.id, visit.member.id, visit.now);
  await reply(visit, leaderboardJoined(board.team, board.measure));
}

/** Out at once, also of what others are shown. */
export async function leaveLeaderboard(visit: Visit, { team: id }: IntentOf<'leave-leaderboard'>): Promise<void> {
  const boards = (await boardsOf(visit)).filter(({ team, isIn }) => isIn && (id ?? team.id) === team.id);
  if (boards.length === 0) return void (await reply(visit, sentence(md`You are in no leaderboard.`)));
  for (const { team } of boards) await visit.records.leaderboards.setMember(team.id, visit.member.id, undefined);
  await replace(visit, sentence(md`You are out, at once: nobody sees you in it, and nobody is told.`));
}
