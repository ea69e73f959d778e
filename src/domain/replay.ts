import { type Attempt, isRecall } from './attempt.ts';
import { correctedMemory } from './correction.ts';
import { type Memory, remember, type Tuning } from './schedule.ts';

/** The memory of one learner's item, made anew from all their answers to it and the corrections of these, the oldest first. */
export function replayed(log: readonly Attempt[], tuning: Tuning = {}): Memory | undefined {
  return log.reduce<Memory | undefined>((memory, attempt, i) => {
    if (attempt.corrects !== undefined) return correctedMemory(log.slice(0, i), attempt, memory, tuning);
    return attempt.verdict === 'unsure' ? memory : rememberedFrom(attempt, memory, tuning);
  }, undefined);
}

function rememberedFrom(attempt: Attempt, memory: Memory | undefined, tuning: Tuning): Memory {
  const { answeredAt: now, day, guess, firstOfDay } = attempt;
  return remember(attempt, memory, isRecall(attempt.verdict), { now, day, guess, again: !firstOfDay }, tuning);
}
