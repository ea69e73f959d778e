/** One figure against its target, as `--json` prints it. */
export type Row = {
  bench: string;
  /** What was measured, where a bench has several rows. */
  what: string;
  ratio: number;
  /** What the ratio has to be: at least or at most this. */
  target: { atLeast: number } | { atMost: number };
  ok: boolean;
  /** The figures behind the ratio, with their units in their names. */
  [figure: string]: unknown;
};

type Options = { rounds: number; minutes: number; revlog?: string; tell: (line: string) => void };
export type Bench = (options: Options) => Promise<Row[]>;

/** Of a row of values of one kind, one from each round, the figures that a row shows. */
export function row(bench: string, what: string, target: Row['target'], ratios: readonly number[], figures: object = {}): Row {
  const ratio = rounded(median(ratios));
  const ok = 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
  return { bench, what, ratio, target, ok, rounds: ratios.length, ratios: ratios.map(rounded), ...figures };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that so large a share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** The same work for each system, round after round in turn, so that a slow minute of the machine slows all of them. */
export async function alternate<S>(
  systems: readonly S[],
  rounds: number,
  work: (system: S, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const turned = round % 2 === 0 ? systems : [...systems].reverse();
    for (const system of turned) await work(system, round);
  }
}
