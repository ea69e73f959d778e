import { type Item, keyPoints, modelAnswer, notKnown } from './deck.ts';
import type { Grade } from './kinds/kind.ts';
import { ticksIn } from './ticks.ts';

/** Whether the learner ticks idea by idea; with a single one it is enough to say yes or no. */
export function hasTicks(item: Item): boolean {
  return keyPoints(item).length > 1;
}

/** The learner's own mark, where the answer is looked at as a whole. */
export function gradeWhole(item: Item, said: boolean): Grade {
  if (!said) return notKnown(item);
  const points = keyPoints(item);
  return { verdict: 'correct', credit: 1, matched: points.length > 0 ? points : [modelAnswer(item)], missed: [] };
}

/** The learner's own mark, from the key points that they say they have said: by their places, from 0. */
export function gradeTicks(item: Item, ticks: readonly number[]): Grade {
  const points = keyPoints(item);
  const matched = points.filter((_, i) => ticks.includes(i));
  const missed = points.filter((_, i) => !ticks.includes(i));
  const verdict = missed.length === 0 ? 'correct' : matched.length > 0 ? 'partly' : 'incorrect';
  return { verdict, credit: matched.length / points.length, matched, missed };
}

/** The learner's own mark in words; nothing where they say neither what they said nor that they did not. */
export function gradeInWords(item: Item, words: string): Grade | undefined {
  if (hasTicks(item)) {
    const ticks = ticksIn(words, keyPoints(item).length);
    return ticks && gradeTicks(item, ticks);
  }
  if (NO.test(words)) return gradeWhole(item, false);
  return YES.test(words) ? gradeWhole(item, true) : undefined;
}

const NO = /^\s*(n|no|nope|nah|nein|none|neither|not|nicht|wrong|did ?n.t|i did ?n.t|i did not)\b/i;
const YES = /^\s*(y|yes|yep|yeah|ja|i said|i did|same|right|all|das sagte ich|dasselbe|gleich|richtig)\b/i;
