import { chance, type Item } from './deck.ts';
import { questionOf, type Ruling, saidIn, withRulings } from './dispute.ts';
import { provenCalibration } from './grade/calibration.ts';

/**
 * A deck's items as what was ruled in it says that their probabilities are to be read (science.md, "With rulings": ranking travels between subjects, cut-offs
 * do not). What learners said of their own answers is left out: they compare what they wrote with what they just read.
 */
export function withCalibration(items: readonly Item[], rulings: readonly Ruling[]): Item[] {
  // As they are once all has been learned; what was ruled of an answer itself does not count towards its own label.
  const known = new Map(items.map((item) => [item.id, withRulings(item, rulings)]));
  const labels = rulings.flatMap((ruling) => {
    const item = known.get(ruling.item);
    const probability = item && questionOf(item) === ruling.question ? chance(item, saidIn(ruling)) : undefined;
    return probability === undefined ? [] : [{ probability, right: ruling.decision !== 'refused' }];
  });
  const calibration = provenCalibration(labels);
  return items.map((item) => {
    if (item.kind !== 'sentence' && item.kind !== 'teach-back') return item;
    const { calibration: _, ...rest } = item;
    return calibration ? { ...rest, calibration } : rest;
  });
}
