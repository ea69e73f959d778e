import type { Finding, Rubric } from '../domain/grade/rubric.ts';

/**
 * A language model outside, where the operator has one. It says which key points it finds in an answer, and where; what that comes to is decided by us
 * (`domain/grade/judgement.ts`).
 */
export interface Judge {
  /** One finding for each point, within a few seconds; nothing where the model cannot say. Never throws. */
  find(answer: string, rubric: Rubric): Promise<readonly Finding[] | undefined>;
  /** Ends what is being asked, with nothing. */
  stop(): void;
}
