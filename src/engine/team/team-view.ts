import { may } from '../../domain/access.ts';
import { scopeIn } from '../../domain/goals/scope.ts';
import { AROUND_DAYS, type Intervention, intervention } from '../../domain/intervention.ts';
import { dayAt, weekOf } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import { heldOf, stuckIn } from '../../domain/week-figures.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { leadSees, type TeamView, teamView } from '../../views/team-view.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { groupsFor } from '../decks/disputes.ts';
import { inPrivate } from '../member/privacy.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';
import { queueOf } from './evidence.ts';
import { checkInOf, refreshSummary } from './summary.ts';
import { teamsOf } from './team.ts';

const STUCK_DAYS = 28;
const FOCUS_WEEKS = 8;
const MOST_DONE = 5;

/** `my team`: what its lead can do something about. */
export async function openTeamView(visit: Visit): Promise<void> {
  const led = await ledBy(visit);
  if (led.length === 0)
    return void (await reply(
      visit,
      sentence(md`Only the lead of a team sees how it does. Say what my lead sees for what yours sees.`),
    ));
  await inPrivate(visit);
  const disputes = (await groupsFor(visit, visit.member))?.length ?? 0;
  for (const team of led) {
    await witness(visit, 'team-viewed', `team:${team.id}`);
    await tell(visit, visit.member.id, teamView(await teamViewOf(visit, team), { disputes }));
  }
}

/** `what my lead sees`: exactly that, of every team that somebody is on. */
export async function openLeadSees(visit: Visit): Promise<void> {
  const teams = await teamsOf(visit, visit.member.id);
  await inPrivate(visit);
  if (teams.length === 0)
    return void (await tell(visit, visit.member.id, sentence(md`You are on no team, so no lead sees anything of you.`)));
  for (const team of teams) {
    const { evidence, ...view } = await teamViewOf(visit, team);
    // What others agreed to show, they showed to their lead alone.
    const own = evidence.filter(({ member }) => member.id === visit.member.id);
    await tell(visit, visit.member.id, leadSees({ ...view, evidence: own }));
  }
}

/** `focus TOPIC`, or picked in the lead's view: what the next week is about. */
export async function submitFocus(visit: Visit, intent: IntentOf<'submit-focus'>): Promise<void> {
  const [team] = (await ledBy(visit)).filter((each) => intent.team === undefined || each.id === intent.team);
  if (!team) return void (await reply(visit, sentence(md`Only the lead of a team chooses what its week is about.`)));
  const topics = await topicsOf(visit, team);
  const wanted = intent.topic ?? String(visit.values['focus'] ?? '');
  const topic = scopeIn(
    wanted,
    topics.map((name) => ({ name })),
  )?.name;
  if (!topic)
    return void (await reply(visit, sentence(md`Choose a topic of the deck that the team learns: ${topics.join(', ')}.`)));
  const checkIn = { ...(await checkInOf(visit, team, visit.now)), focus: topic };
  await visit.records.checkIns.save(checkIn);
  await reply(visit, sentence(md`Next week of ${team.name}: ${topic}. The summary says so.`));
  await refreshSummary(visit, team, checkIn);
}

async function ledBy(visit: Visit): Promise<Team[]> {
  const teams = await teamsOf(visit, visit.member.id, 'lead');
  const people = await Promise.all(teams.map((team) => visit.records.teams.members(team.id)));
  return teams.filter((_, i) => may('lead-team', visit.member, people[i]));
}

async function teamViewOf(turn: Turn, team: Team): Promise<TeamView> {
  const ids = (await turn.records.teams.members(team.id)).map(({ member }) => member);
  const today = dayAt(turn.now, team.zone);
  const until = today.add({ days: 1 });
  const returns = await turn.records.weeks.returns(ids, team.deck, { from: today.subtract({ days: STUCK_DAYS }), until });
  const focus = (await turn.records.checkIns.upTo(team.id, weekOf(today)))?.focus;
  return {
    ...{ team, stuck: stuckIn(heldOf(returns)), done: await doneFor(turn, team, ids), focus },
    ...{ evidence: await queueOf(turn, team), topics: await topicsOf(turn, team) },
  };
}

async function topicsOf({ records }: Turn, team: Team): Promise<string[]> {
  return [...new Set((await records.decks.items([team.deck])).map(({ topic }) => topic))];
}

/** What was done about topics of late, and whether more people held them afterwards. */
async function doneFor(turn: Turn, team: Team, ids: readonly string[]): Promise<Intervention[]> {
  const done = [...(await questionsOf(turn, team)), ...(await focusesOf(turn, team))];
  const newest = done.sort((a, b) => Temporal.PlainDate.compare(b.on, a.on)).slice(0, MOST_DONE);
  const around = (on: Temporal.PlainDate, days: number) => {
    const [from, until] = days < 0 ? [on.add({ days }), on] : [on.add({ days: 1 }), on.add({ days: days + 1 })];
    return turn.records.weeks.returns(ids, team.deck, { from, until });
  };
  const found: Intervention[] = [];
  for (const each of newest)
    found.push(intervention(each, { before: await around(each.on, -AROUND_DAYS), after: await around(each.on, AROUND_DAYS) }));
  return found;
}

type Done = Pick<Intervention, 'what' | 'topic' | 'on'>;

async function questionsOf({ records }: Turn, team: Team): Promise<Done[]> {
  const topics = new Map((await records.decks.items([team.deck])).map(({ item, topic }) => [item, topic]));
  const asked = (await records.channelQuestions.ofTeam(team.id)).filter(({ deck }) => deck === team.deck);
  return asked.flatMap(({ item, askedAt }) => {
    const topic = topics.get(item);
    return topic ? [{ what: 'question', topic, on: dayAt(askedAt, team.zone) } as const] : [];
  });
}

async function focusesOf({ records, now }: Turn, team: Team): Promise<Done[]> {
  const found: Done[] = [];
  let week = weekOf(dayAt(now, team.zone));
  for (let i = 0; i < FOCUS_WEEKS; i++) {
    const checkIn = await records.checkIns.upTo(team.id, week);
    if (!checkIn) break;
    // A focus is of the week after.
    if (checkIn.focus !== undefined) found.push({ what: 'focus', topic: checkIn.focus, on: checkIn.week.add({ weeks: 1 }) });
    week = checkIn.week.subtract({ weeks: 1 });
  }
  return found;
}
