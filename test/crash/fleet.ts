import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Program, type Started, spawnProgram } from '../support/program.ts';
import { chanceOf } from '../support/seeded.ts';
import { type Plan, PROCESSES } from './plan.ts';

export type Kill = { at: number; slot: number; pid: number; serving: boolean };

/** Several processes of Cairn, which are killed by the plan and started again. */
export type Fleet = {
  /** Resolves when all serve. */
  start(): Promise<void>;
  /** The addresses of those that serve at present. */
  doors(): readonly string[];
  readonly kills: readonly Kill[];
  /** What processes logged that ended though nobody killed them. */
  readonly ends: readonly string[];
  /** Kills by the plan, and resolves when that is done and all are back. */
  suffer(plan: Plan): Promise<void>;
  /** What all processes have logged, the killed ones too. */
  logs(): string;
  stop(): Promise<void>;
};

// How long an orchestrator may take to start a process again.
const LONGEST_GAP_MS = 1_500;
const LOOK_AGAIN_MS = 20;

type Slot = { started?: Started; program?: Program; gone: Promise<unknown> };

export function openFleet(env: Record<string, string>): Fleet {
  const programs: Program[] = [];
  const kills: Kill[] = [];
  const ends: string[] = [];
  const slots: Slot[] = Array.from({ length: PROCESSES }, () => ({ gone: Promise.resolve() }));
  const returning = new Set<Promise<void>>();

  async function start(slot: Slot): Promise<void> {
    const started = spawnProgram(env);
    slot.started = started;
    slot.gone = once(started.child, 'exit');
    const program = await started.serving.catch((error: unknown) => {
      // It was killed before it served.
      if (slot.started !== started) return undefined;
      throw error;
    });
    if (!program) return;
    programs.push(program);
    if (slot.started === started) slot.program = program;
    void slot.gone.then(() => slot.started === started && ends.push(program.output()));
  }

  async function kill(place: number, gapMs: number): Promise<void> {
    const slot = slots[place];
    const child = slot?.started?.child;
    if (!slot || !child) return;
    kills.push({ at: Date.now(), slot: place, pid: child.pid ?? 0, serving: slot.program !== undefined });
    delete slot.started;
    delete slot.program;
    child.kill('SIGKILL');
    await slot.gone;
    await setTimeout(gapMs);
    await start(slot);
  }

  /** A process to kill, that of the slot where it is there; waits for one where none is. */
  async function victim(slot: number): Promise<number> {
    for (;;) {
      const found = [slot, ...slots.keys()].find((each) => slots[each]?.started);
      if (found !== undefined) return found;
      await setTimeout(LOOK_AGAIN_MS);
    }
  }

  return {
    async start() {
      await Promise.all(slots.map(start));
    },
    kills,
    ends,
    doors: () => slots.flatMap((slot) => slot.program?.url ?? []),
    logs: () => programs.map((program) => program.output()).join('\n'),
    async suffer({ killings, seed }) {
      const begun = Date.now();
      for (const [i, { atMs, slot }] of killings.entries()) {
        await setTimeout(Math.max(0, begun + atMs - Date.now()));
        const back = kill(await victim(slot), chanceOf(seed, 'gap', i) * LONGEST_GAP_MS);
        returning.add(back);
        void back.finally(() => returning.delete(back)).catch(() => {});
      }
      await Promise.all(returning);
    },
    async stop() {
      await Promise.allSettled(returning);
      const left = slots.flatMap((slot) => slot.program ?? []);
      for (const slot of slots) delete slot.started;
      await Promise.all(left.map((program) => program.stop()));
    },
  };
}
