import { heldTier, stepOf } from '../../domain/achievements/award.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { Block } from '../../outbound.ts';
import { award as awardView, lost } from '../../views/achievements.ts';
import type { Turn } from '../turn.ts';
import { giveAwards } from './achieve.ts';
import { goesWithout, wentWithout } from './experiment.ts';
import { rulesShownTo } from './rollout-week.ts';

/** What was earned, and what came or went, since the last time, as blocks of a message; the highest tier speaks for those below. */
export async function announceAwards(turn: Turn, member: Member): Promise<Block[]> {
  if (await goesWithout(turn, member)) return [];
  // What was shown without them is enough for some by now.
  if (await wentWithout(turn, member)) await giveAwards(turn, member.id, dayAt(turn.now, member.zone));
  const awards = await turn.records.awards.of(member.id);
  const untold = awards.filter((each) => !each.announced);
  if (untold.length === 0) return [];
  const rules = await rulesShownTo(turn, member);
  const fresh = untold.filter((each) => rules.some(({ family }) => family === each.family));
  if (fresh.length === 0) return [];
  const counts = await turn.records.proofs.counts(member.id);
  for (const award of fresh)
    await turn.records.awards.save({ ...award, announced: true, offeredAt: award.offeredAt ?? turn.now });
  const highest = fresh.filter((each) => !fresh.some((other) => other.family === each.family && other.tier > each.tier));
  return highest.flatMap((each) => {
    const rule = ruleOf(turn, each.family);
    if (!rule) return [];
    return each.state === 'held'
      ? awardView(rule, each, counts.get(each.family) ?? 0, { alone: highest.length === 1 })
      : lost(rule, each, heldTier(awards, each.family));
  });
}

export function ruleOf({ rules }: Pick<Turn, 'rules'>, family: string): Rule | undefined {
  return rules.find((rule) => rule.family === family);
}

/** An award's next action counts as done when its question has been answered. */
export async function finishAction(
  turn: Turn,
  member: Member,
  action: { family: string; tier: number } | undefined,
): Promise<void> {
  if (!action) return;
  const award = (await turn.records.awards.of(member.id)).find(
    (each) => each.family === action.family && each.tier === action.tier,
  );
  if (award && stepOf(award, turn.now) !== 'ignored') await turn.records.awards.save({ ...award, action: 'done' });
}
