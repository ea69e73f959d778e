import { achievementOf, achievements, tierFor } from '../domain/achievements/achievements.ts';
import type { Member } from '../domain/member.ts';
import type { Block } from '../outbound.ts';
import { award as awardView } from '../views/session.ts';
import { goesWithout, wentWithout } from './experiment.ts';
import type { Turn } from './turn.ts';

/** Gives what the log of answers is now enough for. It is told when the session ends, all in one message. */
export async function giveAwards(turn: Turn, member: Member): Promise<void> {
  if (await goesWithout(turn, member)) return;
  const evidence = await turn.records.attempts.evidence(member.id);
  const given = new Set((await turn.records.awards.of(member.id)).map((each) => `${each.family}/${each.tier}`));
  for (const achievement of achievements) {
    const reached = tierFor(achievement, evidence.get(achievement.family) ?? 0);
    for (let tier = 0; tier <= reached; tier++) {
      if (given.has(`${achievement.family}/${tier}`)) continue;
      const { family } = achievement;
      await turn.records.awards.save({
        member: member.id,
        family,
        tier,
        earnedAt: turn.now,
        announced: false,
        action: 'offered',
      });
    }
  }
}

/** What was earned since the last time, as blocks of a message; the highest tier speaks for those below. */
export async function announceAwards(turn: Turn, member: Member): Promise<Block[]> {
  if (await goesWithout(turn, member)) return [];
  // What was earned without them is in the log.
  if (await wentWithout(turn, member)) await giveAwards(turn, member);
  const fresh = (await turn.records.awards.of(member.id)).filter((each) => !each.announced);
  if (fresh.length === 0) return [];
  const evidence = await turn.records.attempts.evidence(member.id);
  for (const award of fresh) await turn.records.awards.save({ ...award, announced: true });
  const highest = fresh.filter((each) => !fresh.some((other) => other.family === each.family && other.tier > each.tier));
  return highest.flatMap((each) => {
    const achievement = achievementOf(each.family);
    return achievement ? awardView(achievement, each, evidence.get(each.family) ?? 0) : [];
  });
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
  if (award) await turn.records.awards.save({ ...award, action: 'done' });
}
