import { POLICIES, type PolicyName } from '../src/domain/simulate/policy.ts';
import { simulate, TRUTHS, type TruthName } from '../src/domain/simulate/simulate.ts';
import { type Bench, type Row, rounded, row } from './bench.ts';

const LEARNERS = 300;
const SIZE = { learners: LEARNERS, items: 60, seed: 'cairn' };
const BUDGETS = [3, 5];
// At this budget the fixed plan has come to its end by day 90; there are twelve weeks with questions until then, and a day of a thirteenth.
const FIXED_BUDGET = 5;
const WEEKS_ASKED = 12.3;
const FEWER = 0.85;

/** What the plan that ships is worth beside other ways of asking, of which one sees the true memory; in points of recall at day 90. */
export const policy: Bench = async ({ tell }) => {
  const from = performance.now();
  const rows = TRUTHS.flatMap((truth) => [
    ...BUDGETS.map((budget) => besideOracle(truth, budget, tell)),
    ...besideFixed(truth, tell),
  ]);
  const seconds = (performance.now() - from) / 1000;
  return [...rows, row('policy', 'seconds for all of it', { atMost: 30 }, [seconds], { learners: LEARNERS, items: SIZE.items })];
};

function besideOracle(truth: TruthName, budget: number, tell: (line: string) => void): Row {
  const results = new Map(POLICIES.map((each) => [each, simulate({ ...SIZE, days: 120, budget, policy: each, truth })]));
  for (const [name, { promptsPerLearner, recall }] of results) {
    const levels = recall.map((each) => `${points(each.recall)} ± ${points(each.standardError)}`);
    tell(
      `${truth.padEnd(9)} ${budget} a day  ${name.padEnd(7)} ${promptsPerLearner.toFixed(0).padStart(3)} questions  ${levels.join('  ')}`,
    );
  }
  const at90 = (name: PolicyName) => results.get(name)?.recall.find(({ day }) => day === 90)?.recall ?? Number.NaN;
  const behind = 100 * (at90('oracle') - at90('cairn'));
  const others = POLICIES.map((each) => [each, points(at90(each))]);
  return row(
    'policy',
    `points behind the oracle: ${truth}, ${budget} a day`,
    { atMost: 1 },
    [behind],
    Object.fromEntries(others),
  );
}

/** The fixed plan asks each item four times and no more: with as many questions, and with fewer. */
function besideFixed(truth: TruthName, tell: (line: string) => void): Row[] {
  const common = { ...SIZE, learners: LEARNERS / 3, days: 90, budget: FIXED_BUDGET, truth };
  const fixed = simulate({ ...common, policy: 'fixed' });
  const level = fixed.recall.at(-1)?.recall ?? Number.NaN;
  const withQuestions = (share: number) =>
    simulate({ ...common, policy: 'cairn', weekly: Math.floor((share * fixed.promptsPerLearner) / WEEKS_ASKED) });
  return [1, FEWER].map((share) => {
    const ours = withQuestions(share);
    const ahead = 100 * ((ours.recall.at(-1)?.recall ?? Number.NaN) - level);
    const used = ours.promptsPerLearner / fixed.promptsPerLearner;
    tell(`${truth.padEnd(9)} ${points(ahead / 100)} ahead of fixed with ${points(used)} % of its questions`);
    const target = { atLeast: share === 1 ? 5 : 0 };
    const what = `points ahead of 3/7/14 with at most ${points(share)} % of its questions: ${truth}`;
    return row('policy', what, target, [used <= share ? ahead : Number.NaN], { questions: rounded(used), fixed: points(level) });
  });
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}
