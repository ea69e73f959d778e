import jstat from 'jstat';

// The library is CommonJS, of which Node finds no names.
const { jStat } = jstat;

/** An estimate with the bounds of its 95 % interval. */
export type Interval = { estimate: number; low: number; high: number };

const LEVEL = 0.95;
const UPPER = 1 - (1 - LEVEL) / 2;

export function zQuantile(p = UPPER): number {
  return jStat.normal.inv(p, 0, 1);
}

export function tQuantile(df: number, p = UPPER): number {
  return jStat.studentt.inv(p, df);
}

/** Wilson's interval of a share (1927), without continuity correction; for one learner or one item, whose answers are alike. */
export function wilson(hits: number, n: number): Interval {
  const z = zQuantile();
  const share = hits / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { estimate: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A mean with Student's interval. */
export function meanOf(values: readonly number[]): Interval {
  const n = values.length;
  const estimate = values.reduce((sum, each) => sum + each, 0) / n;
  const variance = values.reduce((sum, each) => sum + (each - estimate) ** 2, 0) / (n - 1);
  const half = tQuantile(n - 1) * Math.sqrt(variance / n);
  return { estimate, low: estimate - half, high: estimate + half };
}
