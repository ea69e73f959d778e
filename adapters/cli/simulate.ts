import { POLICIES, type PolicyName } from '../../src/domain/simulate/policy.ts';
import { simulate as run, TRUTHS, type TruthName } from '../../src/domain/simulate/simulate.ts';
import { type Command, flagsOf } from './command.ts';
import { numberOf, oneOf, SWITCH, WORD } from './flags.ts';

export const simulate: Command = {
  summary: 'what a way of asking does to simulated memories',
  usage: `cairn simulate [--learners 300] [--items 60] [--days 120] [--budget 3] [--weekly N] [--policy NAME …] [--truth NAME …] [--seed WORD] [--json]

  Asks simulated learners on working days, with one week off, and prints how many questions each was asked and what share of the items they truly know
  at days 30, 60, 90 and 120, in percent with standard errors. --policy is ${POLICIES.join(', ')}: "cairn" is the plan and the memory that
  ship, "fixed" asks 3, 7 and 14 days after the first time, "oracle" sees the true memory. --truth is flashcard (easy) or cloze (hard). Both may be
  given more than once; without them, all. --weekly limits cairn to about so many questions a week. The same seed gives the same figures.`,

  async run(args, desk) {
    const list = { ...WORD, multiple: true } as const;
    const sizes = { learners: WORD, items: WORD, days: WORD, budget: WORD, weekly: WORD };
    const { values } = flagsOf(args, { ...sizes, seed: WORD, json: SWITCH, policy: list, truth: list });
    const size = {
      learners: numberOf('--learners', values.learners ?? '300', 2, 100_000),
      items: numberOf('--items', values.items ?? '60', 1, 5_000),
      days: numberOf('--days', values.days ?? '120', 30, 3_650),
      budget: numberOf('--budget', values.budget ?? '3', 1, 10),
      ...(values.weekly !== undefined && { weekly: numberOf('--weekly', values.weekly, 1, 70) }),
    };
    for (const truth of values.truth?.map((each) => oneOf('--truth', each, TRUTHS)) ?? TRUTHS) {
      for (const policy of values.policy?.map((each) => oneOf('--policy', each, POLICIES)) ?? POLICIES)
        await desk.line(lineOf({ ...size, policy, truth, seed: values.seed ?? 'cairn' }, values.json === true));
    }
    return 0;
  },
};

function lineOf(trial: Parameters<typeof run>[0], json: boolean): string {
  const result = run(trial);
  if (json) return JSON.stringify({ ...trial, ...result });
  return rowOf(trial.truth, trial.policy, result);
}

function rowOf(truth: TruthName, policy: PolicyName, { promptsPerLearner, recall }: ReturnType<typeof run>): string {
  const levels = recall.map(
    ({ day, recall: known, standardError }) => `day ${day}: ${(100 * known).toFixed(1)} ± ${(100 * standardError).toFixed(1)}`,
  );
  return [truth.padEnd(9), policy.padEnd(7), `${promptsPerLearner.toFixed(0)} questions`, ...levels].join('  ');
}
