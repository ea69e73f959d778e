import { may } from '../../domain/access.ts';
import { WEEKS } from '../../domain/evidence/diagnosis.ts';
import { onTimeIn } from '../../domain/evidence/on-time.ts';
import { retentionIn } from '../../domain/evidence/retention.ts';
import { diagnosisLine, type Line, onTimeLine, recallLine } from '../../domain/evidence/words.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { leaning, opinionOf, type Rollout } from '../../domain/rollout.ts';
import { rolloutReview } from '../../views/rollout.ts';
import { notify } from '../notice.ts';
import { evidenceOf, reportAmong } from '../team/group-evidence.ts';
import { type Turn, tell } from '../turn.ts';
import { proposedBy } from './diagnosis.ts';

const LOOK_BACK_DAYS = 90;

/** The alarm of a rollout that is over: its team's leads get the review, within their hours. */
export async function ringRollout(turn: Turn, id: string): Promise<void> {
  const rollout = await turn.records.rollouts.get(id);
  if (!rollout || rollout.stoppedAt) return;
  for (const { member, role } of await turn.records.teams.members(rollout.team))
    if (role === 'lead') await notify(turn, member, 'rollout', id);
}

/** The review of a week, as a notice to a lead. */
export async function tellOfRollout(turn: Turn, member: Member, id: string): Promise<void> {
  const rollout = await turn.records.rollouts.get(id);
  const people = rollout ? await turn.records.teams.members(rollout.team) : [];
  if (!rollout || rollout.stoppedAt || !may('lead-team', member, people)) return;
  await tellReview(turn, member, rollout, { purpose: `rollout:${id}:${member.id}:review` });
}

/** The metric with its interval, what learners said, the diagnosis, and what to change. */
export async function tellReview(
  turn: Turn,
  reader: Member,
  rollout: Rollout,
  options: { purpose?: string } = {},
): Promise<void> {
  const team = await turn.records.teams.get(rollout.team);
  if (!team) return;
  const all = await turn.records.teams.members(team.id);
  const learners = all.filter(({ role }) => role === 'member').map(({ member }) => member);
  const since = dayAt(turn.now, 'UTC').subtract({ days: 7 * 2 * WEEKS });
  const found = reportAmong(await evidenceOf(turn.records, learners, { since, now: turn.now }), learners);
  const said = await turn.records.rollouts.answers(rollout.id);
  const isFound = found.diagnosis?.finding === 'too easy' || found.diagnosis?.finding === 'too hard';
  const finding = isFound ? found.diagnosis?.finding : leaning(said);
  const proposal = finding && (await proposedBy(turn, { finding }, learners, rollout.families));
  const review = rolloutReview(team, {
    metric: await metricOf(turn, rollout, learners),
    third: opinionOf(said, 'third'),
    seventh: opinionOf(said, 'seventh'),
    diagnosis: found.diagnosis && diagnosisLine(found.diagnosis),
    proposal,
    mayApply: may('keep-decks', reader),
  });
  await tell(turn, reader.id, review, options);
}

/** What the week is looked at by, of its subject alone. */
async function metricOf(
  turn: Turn,
  { deck, topic, metric, startedAt, startsOn }: Rollout,
  learners: readonly string[],
): Promise<Line> {
  const isMeant = (about: { deck: string; topic: string }) => about.deck === deck && (topic ?? about.topic) === about.topic;
  if (metric !== 'on-time') {
    const rows = (await turn.records.probes.rows(startedAt, { members: learners, until: turn.now })).filter(isMeant);
    const [found = { horizon: metric, learners: 0 }] = retentionIn(rows).filter(({ horizon }) => horizon === metric);
    return recallLine(found);
  }
  const items = new Set((await turn.records.decks.items([deck])).filter(isMeant).map(({ item }) => item));
  const log = await turn.records.attempts.since(learners, startsOn.subtract({ days: LOOK_BACK_DAYS }));
  const own = log.filter((each) => each.deck === deck && items.has(each.item));
  return onTimeLine(onTimeIn(own, turn.workspace.tuning, startsOn));
}
