import { may } from '../../domain/access.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import { askDay } from '../../domain/partners/ask-day.ts';
import { dayAt, instantAt, isTeamDay, nextTeamDay, nextTeamTime } from '../../domain/rhythm.ts';
import { isRunning, lastDayOf, METRICS, ROLLOUT_FAMILIES, type Rollout } from '../../domain/rollout.ts';
import { askingDays, type Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { rolloutForm, rolloutState, rolloutStopped } from '../../views/rollout.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { inPrivate } from '../member/privacy.ts';
import { teamOfChannel, teamsOf } from '../team/team.ts';
import { replace, reply, type Turn, tell, type Visit } from '../turn.ts';
import { tellReview } from './rollout-review.ts';

/** `rollout`: how the seven days of a team stand; where there are none, what came of the last, and a form for the next. */
export async function openRollout(visit: Visit): Promise<void> {
  const teams = await teamsFor(visit);
  if (teams.length === 0) return notYours(visit);
  await inPrivate(visit);
  for (const team of teams) {
    const latest = await visit.records.rollouts.latest(team.id);
    if (latest && isRunningIn(visit, team, latest)) await tellState(visit, team, latest);
    else {
      if (latest && !latest.stoppedAt) await tellReview(visit, visit.member, latest);
      await tell(visit, visit.member.id, rolloutForm(team, await choicesFor(visit, team)));
    }
  }
}

/** One subject, one metric, three families. */
export async function startRollout(visit: Visit, { team: id }: IntentOf<'start-rollout'>): Promise<void> {
  const team = await ledTeam(visit, id);
  if (!team) return notYours(visit);
  const latest = await visit.records.rollouts.latest(id);
  if (latest && isRunningIn(visit, team, latest))
    return void (await replace(
      visit,
      sentence(md`${team.name} is trying achievements out already: say rollout to see how it stands.`),
    ));
  const { families, topics } = await choicesFor(visit, team);
  const picked = [visit.values['families'] ?? []].flat().filter((each) => families.some(({ family }) => family === each));
  if (picked.length !== ROLLOUT_FAMILIES)
    return void (await reply(visit, sentence(md`Choose three families, so that people see what it is about.`)));
  const topic = topics.find((each) => each === visit.values['subject']);
  const rollout: Rollout = {
    ...{ id: visit.newId(), team: id, deck: team.deck, families: picked },
    metric: METRICS.find((each) => each === visit.values['metric']) ?? '24h',
    ...{ startedAt: visit.now, startsOn: dayAt(visit.now, team.zone) },
    ...(topic !== undefined && { topic }),
  };
  await keep(visit, team, rollout);
  await witness(visit, 'rollout-started', `team:${id}`, { rollout: rollout.id, metric: rollout.metric });
  await replace(visit, await stateOf(visit, team, rollout));
}

/** `rollout stop`. */
export async function stopRollout(visit: Visit, { team: id }: IntentOf<'stop-rollout'>): Promise<void> {
  for (const team of await teamsFor(visit, id)) {
    const latest = await visit.records.rollouts.latest(team.id);
    if (!latest || !isRunningIn(visit, team, latest)) continue;
    await keep(visit, team, { ...latest, stoppedAt: visit.now });
    await witness(visit, 'rollout-stopped', `team:${team.id}`, { rollout: latest.id });
    return void (await replace(visit, rolloutStopped(team)));
  }
  await reply(visit, sentence(md`No team of yours is trying achievements out at present. Say rollout to begin.`));
}

/** `undo rollout`: goes on with what was stopped, while its week lasts. */
export async function undoRollout(visit: Visit, { team: id }: IntentOf<'undo-rollout'>): Promise<void> {
  for (const team of await teamsFor(visit, id)) {
    const latest = await visit.records.rollouts.latest(team.id);
    if (!latest?.stoppedAt) continue;
    const { stoppedAt: _, ...rollout } = latest;
    if (!isRunningIn(visit, team, rollout)) continue;
    await keep(visit, team, rollout);
    await witness(visit, 'rollout-started', `team:${team.id}`, { rollout: rollout.id });
    return void (await replace(visit, await stateOf(visit, team, rollout)));
  }
  await reply(visit, sentence(md`There is nothing to go on with: say rollout to begin.`));
}

async function keep(turn: Turn, team: Team, rollout: Rollout): Promise<void> {
  await turn.records.rollouts.save(rollout);
  const dawn = instantAt(reviewDay(turn, team, rollout), new Temporal.PlainTime(), team.zone);
  const at = nextTeamTime(dawn, { zone: team.zone }, turn.isHoliday);
  await turn.records.alarms.set('rollout', rollout.id, rollout.stoppedAt ? undefined : at);
}

/** Once nobody can say anything more, on a morning without a check-in or its reminder: else a lead would hear of three things in a day. */
function reviewDay({ isHoliday }: Turn, team: Team, rollout: Rollout): Temporal.PlainDate {
  const last = lastDayOf(rollout);
  const busy = new Set(askingDays(team).flatMap((day) => [day, (day % 7) + 1]));
  const isBusy = (day: Temporal.PlainDate) => busy.has(day.dayOfWeek) || !isTeamDay(day, isHoliday);
  return askDay(last, isBusy) ?? nextTeamDay(last.add({ days: 1 }), isHoliday);
}

/** What a rollout of a team may be about; a family that opens with another would show nothing at first. */
async function choicesFor(
  visit: Visit,
  team: Team,
): Promise<{ families: readonly Rule[]; topics: readonly string[]; deck: string }> {
  const items = await visit.records.decks.items([team.deck]);
  const deck = (await visit.records.decks.list()).find(({ id }) => id === team.deck)?.title ?? team.deck;
  const families = visit.rules.filter(({ off, opens }) => !off && !opens);
  return { families, deck, topics: [...new Set(items.map(({ topic }) => topic))] };
}

async function tellState(visit: Visit, team: Team, rollout: Rollout): Promise<void> {
  await tell(visit, visit.member.id, await stateOf(visit, team, rollout));
}

async function stateOf(visit: Visit, team: Team, rollout: Rollout) {
  const { deck } = await choicesFor(visit, team);
  const titles = visit.rules.flatMap(({ family, title }) => (rollout.families.includes(family) ? [title] : []));
  const about = { deck, titles, today: dayAt(visit.now, team.zone), reviewOn: reviewDay(visit, team, rollout) };
  return rolloutState(team, rollout, about);
}

/** The team at hand, that of the channel, or all that somebody leads; an author may as well, in a team's channel. */
async function teamsFor(visit: Visit, id?: string): Promise<readonly Team[]> {
  if (id !== undefined) return [await ledTeam(visit, id)].flatMap((team) => team ?? []);
  const here = visit.conversation.kind === 'channel' ? await teamOfChannel(visit, visit.conversation.id) : undefined;
  if (here) return [await ledTeam(visit, here.id)].flatMap((team) => team ?? []);
  return teamsOf(visit, visit.member.id, 'lead');
}

async function ledTeam(visit: Visit, id: string): Promise<Team | undefined> {
  const team = await visit.records.teams.get(id);
  const isTheirs = team && may('lead-team', visit.member, await visit.records.teams.members(id));
  return isTheirs || may('keep-decks', visit.member) ? team : undefined;
}

function isRunningIn(visit: Visit, team: Team, rollout: Rollout): boolean {
  return isRunning(rollout, dayAt(visit.now, team.zone));
}

async function notYours(visit: Visit): Promise<void> {
  await reply(
    visit,
    sentence(md`Only the lead of a team, or an author in its channel, tries achievements out with it for a week.`),
  );
}
