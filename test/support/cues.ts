import { cueLinks } from '../../adapters/cue-hook.ts';
import { newKey, openSeal, type Seal } from '../../adapters/seal.ts';
import type { FeedQuestion } from '../../src/ports/cues.ts';
import type { Cues } from './world.ts';

/** What cues need, with a calendar whose answers the test gives, and what was asked of it. */
export function fakeCues(): Cues & { vault: Seal; asked: FeedQuestion[]; answer(ends: readonly string[] | undefined): void } {
  let ends: readonly Temporal.Instant[] | undefined = [];
  let secrets = 0;
  const asked: FeedQuestion[] = [];
  return {
    vault: openSeal(newKey()),
    feeds: {
      async endings(question) {
        asked.push(question);
        return ends;
      },
    },
    cueLink: cueLinks({
      publicUrl: () => 'https://cairn.example.com',
      newSecret: () => String(++secrets).padStart(43, 's'),
    }),
    asked,
    answer(told) {
      ends = told?.map((end) => Temporal.Instant.from(end));
    },
  };
}
