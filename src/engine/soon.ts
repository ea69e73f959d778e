import type { WorkspaceId } from '../events.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { KeptLetter } from '../ports/letters.ts';
import type { Log } from '../ports/log.ts';
import type { TakeTurn } from './take-turn.ts';
import { ring } from './use-cases.ts';

type SoonDeps = {
  takeTurn: TakeTurn;
  holder: string;
  deliver: (letters: readonly KeptLetter[], at: Temporal.Instant) => Promise<unknown>;
  log: Log;
};

/** Rings alarms as soon as the turn that set them is kept. Where that fails, or this process ends before, a tick rings them when they are due. */
export function openSoon({ takeTurn, holder, deliver, log }: SoonDeps): {
  ring(workspace: WorkspaceId, alarms: readonly Alarm[], at: Temporal.Instant): void;
  idle(): Promise<void>;
} {
  const underWay = new Set<Promise<void>>();

  async function ringNow(workspace: WorkspaceId, alarm: Alarm, now: Temporal.Instant): Promise<void> {
    const { kind, subject, at } = alarm;
    let set: readonly Alarm[] = [];
    try {
      const letters = await takeTurn(workspace, { cause: `alarm:${kind}:${subject}:${at}`, now, holder }, async (turn) => {
        if (await turn.records.alarms.take(alarm)) await ring(turn, alarm);
        set = turn.soon;
      });
      void deliver(letters, now);
      ringAll(workspace, set, now);
    } catch (error) {
      log.error({ workspace, kind, subject, error: String(error) }, 'an alarm failed; it rings again');
    }
  }

  function ringAll(workspace: WorkspaceId, alarms: readonly Alarm[], at: Temporal.Instant): void {
    for (const alarm of alarms) {
      const ringing = ringNow(workspace, alarm, at).finally(() => underWay.delete(ringing));
      underWay.add(ringing);
    }
  }

  return {
    ring: ringAll,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
