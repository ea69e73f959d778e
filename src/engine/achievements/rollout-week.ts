import type { Rule } from '../../domain/achievements/rule.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt, nextWorkingDay } from '../../domain/rhythm.ts';
import { askedOn, isRunning, ROLLOUT_DAYS, type Rollout } from '../../domain/rollout.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Block } from '../../outbound.ts';
import { opinionQuestion } from '../../views/rollout.ts';
import { sentence } from '../../views/words.ts';
import { reply, type Turn, type Visit } from '../turn.ts';
import { goesWithout } from './experiment.ts';

/** The families that a member is shown: all that are on, or in their team's seven days those that were chosen for it. What else they show counts, and is told after. */
export async function rulesShownTo(turn: Turn, member: Pick<Member, 'id' | 'zone'>): Promise<readonly Rule[]> {
  const on = turn.rules.filter(({ off }) => !off);
  const chosen = (await runningFor(turn, member)).flatMap(({ families }) => families);
  return chosen.length === 0 ? on : on.filter(({ family }) => chosen.includes(family));
}

/** The question of a rollout, at the end of a session that comes anyway; once on its third day or after, and once on the learner's last. */
export async function askOpinion(turn: Turn, member: Member): Promise<Block[]> {
  const today = dayAt(turn.now, member.zone);
  const next = nextWorkingDay(today.add({ days: 1 }), member, turn.isHoliday);
  for (const rollout of await runningFor(turn, member)) {
    const asked = askedOn(rollout, today, next);
    if (!asked || (await goesWithout(turn, member))) continue;
    if (await turn.records.letters.claim(`rollout:${rollout.id}:${member.id}:${asked}`, turn.now))
      return opinionQuestion(rollout, asked);
  }
  return [];
}

/** What a learner makes of it: a tap, or in words `achievements too easy`. */
export async function rateAchievements(visit: Visit, { rollout: id, asked, said }: IntentOf<'rate-achievements'>): Promise<void> {
  const { member, now, records } = visit;
  const rollout = (await runningFor(visit, member)).find((each) => id === undefined || each.id === id);
  if (!rollout) return void (await reply(visit, sentence(md`No team of yours is trying achievements out at present.`)));
  const today = dayAt(now, member.zone);
  const next = nextWorkingDay(today.add({ days: 1 }), member, visit.isHoliday);
  const when = asked ?? askedOn(rollout, today, next) ?? 'third';
  await records.rollouts.answer({ rollout: rollout.id, member: member.id, asked: when, said, at: now });
  await reply(visit, sentence(md`Thank you. Your lead hears of it together with the others’, never who said what.`));
}

async function runningFor({ records, now }: Turn, { id, zone }: Pick<Member, 'id' | 'zone'>): Promise<readonly Rollout[]> {
  const today = dayAt(now, zone);
  const found = await records.rollouts.ofLearner(id, today.subtract({ days: ROLLOUT_DAYS }));
  const running = found.filter((rollout) => isRunning(rollout, today));
  if (running.length === 0) return running;
  // It ends where the team is: whoever is west of it says nothing that the review has not counted.
  const zones = new Map((await records.teams.all()).map((team) => [team.id, team.zone]));
  return running.filter((rollout) => isRunning(rollout, dayAt(now, zones.get(rollout.team) ?? zone)));
}
