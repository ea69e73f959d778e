import { type Attempt, isFirstTry, isRecall } from '../attempt.ts';
import { asAnswered } from '../correction.ts';
import { FEWEST_LEARNERS } from './retention.ts';

/** How an item does over its learners: their first tries, and what these have to do with how they do elsewhere. */
export type ItemFigures = {
  deck: string;
  item: string;
  learners: number;
  /** Share of first tries that were right. */
  easy: number;
  /** Correlation of being right here with being right elsewhere, -1 to 1; needs more learners. */
  discrimination?: number;
  /** Why somebody should look at it. */
  flaw?: 'known before' | 'not learned' | 'misleads';
};

// Below, a correlation is chance.
const FEWEST_TO_CORRELATE = 20;
const KNOWN_BEFORE = 0.95;

/** The items that enough learners have first met in a log, the most questionable first. */
export function itemsIn(log: readonly Attempt[]): ItemFigures[] {
  const first = asAnswered(log).filter(({ firstOfDay, purpose }) => firstOfDay && purpose !== 'replay');
  const byLearner = Map.groupBy(first, ({ member }) => member);
  const items = [...Map.groupBy(first, ({ deck, item }) => JSON.stringify([deck, item])).values()];
  const figures = items.flatMap((attempts) => figuresOf(attempts, byLearner));
  return figures.sort((a, b) => Number(b.flaw !== undefined) - Number(a.flaw !== undefined) || a.easy - b.easy);
}

function figuresOf(attempts: readonly Attempt[], byLearner: ReadonlyMap<string, readonly Attempt[]>): ItemFigures[] {
  const tries = [...Map.groupBy(attempts, ({ member }) => member).values()].filter(([one]) => one && isFirstTry(one));
  const firsts = tries.flatMap(([one]) => one ?? []);
  const [any] = firsts;
  if (!any || firsts.length < FEWEST_LEARNERS) return [];
  const easy = shareRight(firsts);
  const pairs = firsts.map((one) => [Number(isRecall(one.verdict)), elsewhere(one, byLearner)] as const);
  const discrimination = firsts.length >= FEWEST_TO_CORRELATE ? correlation(pairs) : undefined;
  const later = tries.flatMap((own) => own.slice(1, 2));
  const flaw = flawOf({ easy, discrimination, later: later.length >= FEWEST_LEARNERS ? shareRight(later) : undefined });
  const { deck, item } = any;
  return [
    { deck, item, learners: firsts.length, easy, ...(discrimination !== undefined && { discrimination }), ...(flaw && { flaw }) },
  ];
}

function flawOf({
  easy,
  discrimination,
  later,
}: {
  easy: number;
  discrimination: number | undefined;
  later: number | undefined;
}): ItemFigures['flaw'] {
  if (discrimination !== undefined && discrimination < 0) return 'misleads';
  if (easy >= KNOWN_BEFORE) return 'known before';
  return later !== undefined && later <= easy ? 'not learned' : undefined;
}

function elsewhere({ member, deck, item }: Attempt, byLearner: ReadonlyMap<string, readonly Attempt[]>): number {
  const others = (byLearner.get(member) ?? []).filter((each) => each.deck !== deck || each.item !== item);
  return others.length === 0 ? 0.5 : shareRight(others);
}

function shareRight(attempts: readonly Attempt[]): number {
  return attempts.filter(({ verdict }) => isRecall(verdict)).length / attempts.length;
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of: (pair: readonly [number, number]) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  const spread = Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2));
  return spread === 0 ? 0 : sum(([a, b]) => (a - x) * (b - y)) / spread;
}
