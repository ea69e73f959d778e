/** What a grader said of an answer: how likely it is right, beside what a person said. */
export type Scored = { p: number; right: boolean };

/** The mean F1 of right and of wrong, where everything from .5 is called right. */
export function macroF1(scored: readonly Scored[]): number {
  const count = (called: boolean, right: boolean) =>
    scored.filter((each) => each.p >= 0.5 === called && each.right === right).length;
  const [hit, miss, loss, rest] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  return ((2 * hit) / (2 * hit + miss + loss) + (2 * rest) / (2 * rest + miss + loss)) / 2;
}

/** How often a right answer is given more than a wrong one; half where both are given the same. */
export function auc(scored: readonly Scored[]): number {
  const groups = [...Map.groupBy(scored, ({ p }) => p).entries()].sort(([a], [b]) => a - b);
  let [wrongBelow, won] = [0, 0];
  for (const [, same] of groups) {
    const right = same.filter((each) => each.right).length;
    won += right * (wrongBelow + (same.length - right) / 2);
    wrongBelow += same.length - right;
  }
  const pairs = wrongBelow * (scored.length - wrongBelow);
  return pairs === 0 ? 0.5 : won / pairs;
}
