import { endOf } from '../../domain/experiment/experiment.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { md } from '../../markdown.ts';
import { sentence } from '../../views/words.ts';
import { reply, type Turn, type Visit } from '../turn.ts';
import { giveAwards } from './achieve.ts';
import { runningFor } from './experiment.ts';

/** What a learner is told of a running experiment: until when, and on which side they are. Nothing where there is none, or they have left it. */
export async function comparisonFor(turn: Turn, member: Member) {
  const { experiment, own } = (await runningFor(turn, member)) ?? {};
  if (!experiment?.startedAt || !own || own.leftAt) return undefined;
  const until = endOf(experiment.startedAt, experiment.days).toZonedDateTimeISO(member.zone).toPlainDate();
  return { until, without: own.heldOut };
}

/** `leave the comparison`: achievements as ever, those earned meanwhile at once. They count on the side that they were assigned to all the same. */
export async function leaveComparison(visit: Visit): Promise<void> {
  const running = await runningFor(visit, visit.member);
  if (!running) return void (await reply(visit, sentence(md`Nothing is being compared here just now.`)));
  const { experiment, own } = running;
  await visit.records.experiments.assign(experiment.id, [{ ...own, leftAt: visit.now }]);
  await giveAwards(visit, visit.member.id, dayAt(visit.now, visit.member.zone));
  await reply(visit, sentence(md`Done: you get achievements, whatever is compared. Say stats to see yours.`));
}
