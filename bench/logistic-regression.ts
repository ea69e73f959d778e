/** One example: what was counted of it, whether it is right, and how much it weighs. */
export type Example = { x: readonly number[]; right: boolean; weight: number };

/** The bias, then a weight for each count: Newton's method on the likelihood with a ridge on all but the bias. */
export function fitLogistic(examples: readonly Example[], ridge = 1): number[] {
  const size = (examples[0]?.x.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round++) {
    const { gradient, hessian } = derivatives(examples, weights, ridge);
    const step = solved(hessian, gradient);
    weights = weights.map((weight, i) => weight - (step[i] ?? 0));
  }
  return weights;
}

export function predict([bias = 0, ...weights]: readonly number[], x: readonly number[]): number {
  return 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)));
}

function derivatives(examples: readonly Example[], weights: readonly number[], ridge: number) {
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * weight));
  const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-6 : ridge) : 0)));
  for (const { x, right, weight } of examples) {
    const p = predict(weights, x);
    const [error, curve] = [(p - Number(right)) * weight, p * (1 - p) * weight];
    const row = [1, ...x];
    row.forEach((a, i) => {
      gradient[i] = (gradient[i] ?? 0) + error * a;
      const line = hessian[i] ?? [];
      row.forEach((b, j) => {
        line[j] = (line[j] ?? 0) + curve * a * b;
      });
    });
  }
  return { gradient, hessian };
}

/** Gauss and Jordan: small, and the matrix is positive. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      const factor = j === i ? 0 : (row[i] ?? 0) / (pivot[i] ?? 1);
      for (const [k, value] of pivot.entries()) row[k] = (row[k] ?? 0) - factor * value;
    }
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}
