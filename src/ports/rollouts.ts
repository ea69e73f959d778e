import type { Rollout, RolloutAnswer } from '../domain/rollout.ts';

export interface Rollouts {
  get(id: string): Promise<Rollout | undefined>;
  /** The team's newest. */
  latest(team: string): Promise<Rollout | undefined>;
  /** Those that are not stopped and began since a day, of the teams that somebody learns on. */
  ofLearner(member: string, since: Temporal.PlainDate): Promise<readonly Rollout[]>;
  save(rollout: Rollout): Promise<void>;
  answers(rollout: string): Promise<readonly RolloutAnswer[]>;
  /** What somebody says last counts. */
  answer(answer: RolloutAnswer): Promise<void>;
}
