import { type Explanation, gradeByBuddy } from '../../domain/buddy.ts';
import { saidIn } from '../../domain/dispute.ts';
import { withHints } from '../../domain/hints.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { dayAt, nextWorkingDay } from '../../domain/rhythm.ts';
import { type Phrase, phrase } from '../../phrase.ts';
import { compareAlone, rated } from '../../views/explanations.ts';
import { whenDay } from '../../views/words.ts';
import { correct } from '../decks/credit.ts';
import { isTimeFor } from '../hours.ts';
import { type Turn, tell } from '../turn.ts';
import { explainedItem } from './explained-item.ts';
import { alarmOf } from './give-back.ts';

/**
 * In a turn of the explainer's: writes the mark of an explanation that was rated, and tells them what became of it, now or at their next hour; who is paused hears
 * of it when they begin again, as `news`. Done twice it is done once.
 */
export async function settle(turn: Turn, explainer: Member, settled: Explanation, { news } = { news: false }): Promise<void> {
  const explanation = settled.state === 'rated' ? await written(turn, explainer, settled) : settled;
  if (explanation.told || (explanation.state === 'returned' && !explanation.open)) return;
  if (!news && isSilent(explainer)) return;
  if (news || (await isTimeFor(turn, explainer, { kind: 'explanation', subject: alarmOf(explanation) })))
    return tellOutcome(turn, explainer, explanation);
}

/** The buddy's mark in the log: of an answer that had none, or a better one. What was ruled on meanwhile stays as it is. */
async function written(turn: Turn, explainer: Member, explanation: Explanation): Promise<Explanation> {
  const { attempts, explanations } = turn.records;
  const attempt = await attempts.get(explanation.attempt);
  const item = await explainedItem(turn, explanation);
  const isMarked = attempt && (await attempts.corrected([attempt.id])).length > 0;
  if (attempt && item && !isMarked) {
    const grade = gradeByBuddy(item, explanation.ticks);
    const isBetter = withHints(grade, attempt.hints).credit > attempt.credit;
    if (explanation.open || isBetter) await correct(turn, explainer, attempt, { grade, grader: 'buddy' });
  }
  const kept = { ...explanation, open: false };
  if (explanation.open) await explanations.save(kept);
  return kept;
}

async function tellOutcome(turn: Turn, explainer: Member, explanation: Explanation): Promise<void> {
  const { attempts, explanations, memories } = turn.records;
  const { explainer: id, buddy, attempt, state } = explanation;
  const item = await explainedItem(turn, explanation);
  const answer = await attempts.get(attempt);
  if (!item || !answer) return;
  const memory = await memories.get(id, explanation);
  const back = memory ? backOn(turn, explainer, memory.dueDay) : '';
  // What a buddy wrote goes with them; what the explainer has to compare stays theirs.
  if (state === 'rated')
    await tell(turn, id, rated(item, explanation, back), { purpose: `buddy:${id}:${buddy}:rated:${attempt}` });
  else await tell(turn, id, compareAlone(item, saidIn(answer), attempt));
  await explanations.save({ ...explanation, told: true });
}

/** When an item comes back, in words. */
export function backOn({ now, isHoliday }: Turn, member: Member, dueDay: Temporal.PlainDate): Phrase {
  return phrase`Back ${whenDay(nextWorkingDay(dueDay, member, isHoliday), dayAt(now, member.zone))}.`;
}
