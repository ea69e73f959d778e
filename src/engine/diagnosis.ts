import type { Tuned } from '../domain/achievements/overlay.ts';
import type { Visit } from './turn.ts';

export async function proposalNow(_: Visit): Promise<readonly Tuned[]> {
  return [];
}
