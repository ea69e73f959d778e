import type { WorkspaceId } from '../events.ts';
import type { AlarmKind, DueAlarm } from '../ports/alarms.ts';
import type { Meter } from '../ports/log.ts';
import type { TakeTurn, TurnDeps } from './take-turn.ts';
import { ring } from './use-cases.ts';

type TickDeps = Pick<TurnDeps, 'store' | 'catalog' | 'log'> & {
  meter: Meter;
  takeTurn: TakeTurn;
  /** There is something to send in a workspace. */
  wake: (workspace: WorkspaceId) => void;
};

// First few, so that no workspace waits for its first; then so many that those of one workspace fill a transaction, and few enough to be rung long before
// their lease is over.
const FIRST_ALARMS = 100;
const MOST_ALARMS = 500;
// Transactions of alarms at the same time; each holds a connection to the database.
const RING_TOGETHER = 6;
const RING_AGAIN_MINUTES = 1;
const REST_HOURS = 24;

/** Rings what is due. */
export function openTick({ store, catalog, meter, takeTurn, wake, log }: TickDeps): {
  tick(at: Temporal.Instant): Promise<void>;
  stop(): void;
} {
  let stopped = false;

  async function ringOne(alarm: DueAlarm, at: Temporal.Instant): Promise<void> {
    const { workspace, kind, subject } = alarm;
    const member = isOfOneMember(kind) ? subject : undefined;
    try {
      const letters = await takeTurn(
        workspace,
        { cause: `alarm:${kind}:${subject}:${alarm.at}`, now: at, member },
        async (turn) => {
          if (!(await turn.records.alarms.take(alarm))) return;
          // What was promised to somebody who was erased is kept wherever they are.
          if (turn.workspace.unreachable === undefined || kind === 'forget') return ring(turn, alarm);
          await turn.records.alarms.set(kind, subject, at.add({ hours: REST_HOURS }));
        },
      );
      if (letters.length > 0) wake(workspace);
      meter.alarm(kind, 'rung');
    } catch (error) {
      meter.alarm(kind, 'failed');
      log.error({ workspace, kind, subject, error: String(error) }, 'an alarm failed; it rings again');
      await ringLater(alarm, at.add({ minutes: RING_AGAIN_MINUTES }));
    }
  }

  // Later, so that those that fail do not stand before those that are due.
  async function ringLater(alarm: DueAlarm, at: Temporal.Instant): Promise<void> {
    await store.within(alarm.workspace, async ({ alarms }) => {
      if (await alarms.take(alarm)) await alarms.set(alarm.kind, alarm.subject, at);
    });
  }

  async function tick(at: Temporal.Instant): Promise<void> {
    await catalog.refresh();
    const rung = new Set<string>();
    for (let most = FIRST_ALARMS; !stopped; most = Math.min(2 * most, MOST_ALARMS)) {
      // What has rung in this tick and is due again would ring for ever.
      const due = (await store.takeDue(at, most)).filter((alarm) => !rung.has(nameOf(alarm)));
      if (due.length === 0) return;
      for (const alarm of due) rung.add(nameOf(alarm));
      for (const run of runsOfAKind(due)) await ringAll(run, at);
    }
  }

  async function ringAll(alarms: readonly DueAlarm[], at: Temporal.Instant): Promise<void> {
    const groups = [...Map.groupBy(alarms, transactionOf).values()].flatMap(inPieces).values();
    const ringNext = async () => {
      for (const group of groups) {
        if (stopped) return;
        await Promise.all(group.map((alarm) => ringOne(alarm, at)));
      }
    };
    await Promise.all(Array.from({ length: RING_TOGETHER }, ringNext));
  }

  return {
    tick,
    stop() {
      stopped = true;
    },
  };
}

function isOfOneMember(kind: AlarmKind): boolean {
  return kind === 'session' || kind === 'snooze' || kind === 'probe' || kind === 'trip';
}

/** Alarms that may share a transaction; those that may not are each of their own name. */
function transactionOf(alarm: DueAlarm): string {
  return isOfOneMember(alarm.kind) ? alarm.workspace : nameOf(alarm);
}

// No more at once, so that people who write meanwhile need not wait behind all of them.
const MOST_IN_A_PIECE = 16;

function inPieces(alarms: readonly DueAlarm[]): DueAlarm[][] {
  const pieces = Math.ceil(alarms.length / MOST_IN_A_PIECE);
  return Array.from({ length: pieces }, (_, i) => alarms.slice(i * MOST_IN_A_PIECE, (i + 1) * MOST_IN_A_PIECE));
}

/** What is due before rings before: after a pause, or a jump of the clock, people hear of the morning's questions before the check-in. */
function runsOfAKind(due: readonly DueAlarm[]): DueAlarm[][] {
  const runs: DueAlarm[][] = [];
  for (const alarm of due) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === alarm.kind) last.push(alarm);
    else runs.push([alarm]);
  }
  return runs;
}

function nameOf({ workspace, kind, subject, at }: DueAlarm & { kind: AlarmKind }): string {
  return `${workspace} ${kind} ${subject} ${at}`;
}
