import { type Interval, tQuantile, zQuantile } from './interval.ts';

/** What somebody did before and after: `before` is what the outcome is adjusted by. */
export type Outcome = { before: number; after: number };

/** Outcomes less what was to be expected from before (CUPED: Deng, Xu, Kohavi and Walker 2013); the slope is of all arms together, so that it favours none. */
export function adjusted(arms: readonly (readonly Outcome[])[]): number[][] {
  const all = arms.flat();
  const [before, after] = [mean(all.map((each) => each.before)), mean(all.map((each) => each.after))];
  const shared = all.reduce((sum, each) => sum + (each.before - before) * (each.after - after), 0);
  const spread = all.reduce((sum, each) => sum + (each.before - before) ** 2, 0);
  const slope = spread === 0 ? 0 : shared / spread;
  return arms.map((arm) => arm.map((each) => each.after - slope * (each.before - before)));
}

/** How much larger the mean of the first is (Welch 1947). */
export function differenceOfMeans(a: readonly number[], b: readonly number[]): Interval {
  const [va, vb] = [variance(a) / a.length, variance(b) / b.length];
  const df = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
  const half = va + vb === 0 ? 0 : tQuantile(df) * Math.sqrt(va + vb);
  const estimate = mean(a) - mean(b);
  return { estimate, low: estimate - half, high: estimate + half };
}

// The sequence is tightest around so many learners an arm.
const TIGHTEST_AT = 100;
const ALPHA = 0.05;

/**
 * The same, for who looks every day: an asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, theorem 2.2) holds at all looks together
 * in 95 %. Wider than an interval at one look.
 */
export function differenceAtAnyTime(a: readonly number[], b: readonly number[]): Interval {
  const n = 1 / (1 / a.length + 1 / b.length);
  const pooled = Math.sqrt((n * variance(a)) / a.length + (n * variance(b)) / b.length);
  const rho2 = (2 * Math.log(1 / ALPHA) + Math.log(2 * Math.log(1 / ALPHA) + 1)) / (TIGHTEST_AT / 2);
  const half = pooled * Math.sqrt(((2 * (n * rho2 + 1)) / (n ** 2 * rho2)) * Math.log(Math.sqrt(n * rho2 + 1) / ALPHA));
  const estimate = mean(a) - mean(b);
  return { estimate, low: estimate - half, high: estimate + half };
}

/** Learners an arm to find that recall rises from one share to another, in 80 % of experiments; each of them answers so many probes, which are alike by `icc`. */
export function learnersNeeded({
  from,
  to,
  probes = 10,
  icc = 0.117,
}: {
  from: number;
  to: number;
  probes?: number;
  icc?: number;
}): number {
  const middle = (from + to) / 2;
  const [zAlpha, zPower] = [zQuantile(), zQuantile(0.8)];
  const spread = zAlpha * Math.sqrt(2 * middle * (1 - middle)) + zPower * Math.sqrt(from * (1 - from) + to * (1 - to));
  const answers = (spread / (to - from)) ** 2;
  return Math.ceil((answers * (1 + (probes - 1) * icc)) / probes);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
