import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Program, startProgram } from '../support/program.ts';
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

type Slot = { child?: ChildProcess; program?: Program };

export function openFleet(env: Record<string, string>): Fleet {
  const programs: Program[] = [];
  const kills: Kill[] = [];
  const ends: string[] = [];
  const slots: Slot[] = Array.from({ length: PROCESSES }, () => ({}));
  const returning: Promise<void>[] = [];

  async function start(slot: Slot): Promise<void> {
    const starting = startProgram(env, (child) => {
      slot.child = child;
      child.once('exit', () => {
        if (slot.child === child) lose(slot);
      });
    });
    const child = slot.child;
    // One that was killed before it served has ended as it should; any other is in `ends`.
    const program = await starting.catch(() => undefined);
    if (!program) return;
    programs.push(program);
    if (slot.child === child) slot.program = program;
  }

  function lose(slot: Slot): void {
    ends.push(slot.program?.output() ?? 'before it served');
    delete slot.child;
    delete slot.program;
  }

  async function kill(slot: Slot, gapMs: number): Promise<void> {
    const { child } = slot;
    if (!child) return;
    kills.push({ at: Date.now(), slot: slots.indexOf(slot), pid: child.pid ?? 0, serving: slot.program !== undefined });
    delete slot.child;
    delete slot.program;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await setTimeout(gapMs);
    await start(slot);
  }

  async function end(slot: Slot): Promise<void> {
    const { child, program } = slot;
    delete slot.child;
    if (program) await program.stop();
    else child?.kill('SIGKILL');
  }

  /** A process to kill, that of the slot where it is there; waits for one where none is, unless none comes back. */
  async function victim(place: number): Promise<Slot | undefined> {
    while (ends.length < PROCESSES) {
      const found = [slots[place], ...slots].find((slot) => slot?.child);
      if (found) return found;
      await setTimeout(LOOK_AGAIN_MS);
    }
    return undefined;
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
        const found = await victim(slot);
        if (found) returning.push(kill(found, chanceOf(seed, 'gap', i) * LONGEST_GAP_MS));
      }
      await Promise.all(returning);
    },
    async stop() {
      await Promise.all(returning);
      await Promise.all(slots.map(end));
    },
  };
}
