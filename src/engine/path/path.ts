import type { Member } from '../../domain/member.ts';
import { gapsOf, mapOf } from '../../domain/path/map.ts';
import { builtNow } from '../../domain/path/next-items.ts';
import { decksOf, type Path } from '../../domain/path/path.ts';
import { type Standing, standingsOf } from '../../domain/path/standing.ts';
import { key } from '../../domain/pick.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import type { Block, Outbound } from '../../outbound.ts';
import type { Phrase } from '../../phrase.ts';
import { builtInOneLine, followed, noPath, paths as pathsView, path as pathView, stageHeld } from '../../views/path.ts';
import { map as mapView } from '../../views/path-map.ts';
import { named } from '../named.ts';
import { replace, reply, type Turn, type Visit } from '../turn.ts';

/** The path that somebody follows, and how they stand with it. */
export type Following = { path: Path; since: Temporal.PlainDate; standings: readonly Standing[] };

/** Nothing for who follows none, or one whose file is gone. */
export async function followingOf(turn: Pick<Turn, 'records' | 'paths'>, member: string): Promise<Following | undefined> {
  const followed = await turn.records.paths.followed(member);
  const path = followed && turn.paths.find(({ id }) => id === followed.path);
  return followed && path && { path, since: followed.since, standings: await standingsOn(turn, member, path) };
}

/** How somebody stands with a path, whether they follow it or not. */
export async function standingsOn({ records }: Pick<Turn, 'records'>, member: string, path: Path): Promise<Standing[]> {
  const decks = decksOf(path);
  return standingsOf(path, await records.decks.items(decks), await records.paths.recalls(member, decks));
}

/** `path`: what is being built, why, and what comes next. */
export async function openPath(visit: Visit): Promise<void> {
  const following = await followingOf(visit, visit.member.id);
  await reply(visit, following ? await shown(visit, following) : noPath(visit.paths.length > 0));
}

async function shown(visit: Visit, { path, since, standings }: Following): Promise<Outbound> {
  const seen = new Set((await visit.records.memories.of(visit.member.id)).map(key));
  const day = since.until(dayAt(visit.now, visit.member.zone)).days + 1;
  return pathView({ path, standings, now: builtNow(standings, seen), day });
}

/** What somebody builds at present, in one line; nothing without a path. */
export async function pathLine(turn: Turn, member: Member): Promise<Phrase | undefined> {
  const following = await followingOf(turn, member.id);
  if (!following) return undefined;
  const seen = new Set((await turn.records.memories.of(member.id)).map(key));
  return builtInOneLine(following, builtNow(following.standings, seen));
}

/** `map`: the milestones by their days, and the gaps. */
export async function openMap(visit: Visit): Promise<void> {
  const following = await followingOf(visit, visit.member.id);
  if (!following) return void (await reply(visit, noPath(visit.paths.length > 0)));
  const { path, since, standings } = following;
  const today = dayAt(visit.now, visit.member.zone);
  await reply(visit, mapView({ path, today, since, markers: mapOf(path, since, standings), gaps: gapsOf(standings) }));
}

export async function listPaths(visit: Visit): Promise<void> {
  await list(visit);
}

/** `sought`: a name that none of them has, or several. */
async function list(visit: Visit, sought?: string): Promise<void> {
  const following = await visit.records.paths.followed(visit.member.id);
  await reply(visit, pathsView(visit.paths, { following: following?.path, ...(sought !== undefined && { sought }) }));
}

/** `follow NAME`, `change role to NAME`: what is held already is kept, and only the gaps are listed. */
export async function followPath(visit: Visit, { path: wanted }: IntentOf<'follow-path'>): Promise<void> {
  const { records, member } = visit;
  const path = named(visit.paths, wanted);
  if (!path) return list(visit, wanted);
  const before = await records.paths.followed(member.id);
  if (before?.path === path.id) return openPath(visit);
  await records.paths.follow(member.id, { path: path.id, since: dayAt(visit.now, member.zone) });
  const standings = await standingsOn(visit, member.id, path);
  await newlyHeld(visit, member.id, path, standings);
  const seen = new Set((await records.memories.of(member.id)).map(key));
  const isChange = before !== undefined;
  await replace(visit, followed({ path, isChange, gaps: gapsOf(standings), now: builtNow(standings, seen) }));
}

/** Stages that are held since the learner was last told, as blocks of a message. */
export async function pathNews(turn: Turn, member: Member): Promise<Block[]> {
  const following = await followingOf(turn, member.id);
  if (!following) return [];
  const { path, standings } = following;
  const fresh = await newlyHeld(turn, member.id, path, standings);
  return fresh.flatMap((each) => stageHeld(each, standings));
}

async function newlyHeld(turn: Turn, member: string, path: Path, standings: readonly Standing[]): Promise<Standing[]> {
  const fresh: Standing[] = [];
  for (const standing of standings.filter((each) => each.isHeld)) {
    const held = { path: path.id, module: standing.module.id, stage: standing.stage, heldAt: turn.now };
    if (await turn.records.paths.hold(member, held)) fresh.push(standing);
  }
  return fresh;
}
