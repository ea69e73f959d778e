import type { WorkspaceId } from '../../src/events.ts';
import { chanceOf, seeded } from '../support/seeded.ts';
import type { Faults } from '../support/slack-server/ledger.ts';

export const PROCESSES = 3;

export type Size = { seed: number; dms: number; kills: number; workspaces: number };

/** A process is killed so long after the start of the run. */
type PlannedKill = { atMs: number; slot: number };

export type PlannedMember = { id: string; team: string; workspace: WorkspaceId; dueAfterMs: number };

/** Everything that chance decides in a run: it follows from the seed. */
export type Plan = Size & {
  activeMs: number;
  members: readonly PlannedMember[];
  kills: number;
  killings: readonly PlannedKill[];
  faults: Faults;
};

// Long enough that a process which was killed is back and at work before the next one goes, on two cores that share it all.
const MS_A_KILL = 6_000;
const MS_A_DM = 80;
// What falls due by then is asked while processes still die.
const DUE_SHARE = 0.5;
// All processes are gone at once, now and then.
const ALL_AT_ONCE = 0.08;

export function plan(size: Size): Plan {
  const activeMs = Math.max(size.kills * MS_A_KILL, size.dms * MS_A_DM);
  const members = Array.from({ length: size.dms }, (_, i) => member(size, i, activeMs));
  const shares = { throttled: 0.02, failedBefore: 0.015, failedAfter: 0.015, droppedBefore: 0.015, droppedAfter: 0.015 };
  return { ...size, activeMs, members, killings: killings(size, activeMs), faults: { seed: size.seed, ...shares } };
}

function member({ seed, workspaces }: Size, i: number, activeMs: number): PlannedMember {
  const team = `T${(i % workspaces) + 1}`;
  const id = `U${String(i + 1).padStart(5, '0')}`;
  return { id, team, workspace: `slack:${team}`, dueAfterMs: chanceOf(seed, 'due', id) * DUE_SHARE * activeMs };
}

function killings({ seed, kills }: Size, activeMs: number): PlannedKill[] {
  const next = seeded(seed);
  const planned: PlannedKill[] = [];
  while (planned.length < kills) {
    const [atMs, slot] = [next() * activeMs, Math.floor(next() * PROCESSES)];
    const slots = next() < ALL_AT_ONCE ? Array.from({ length: PROCESSES }, (_, each) => each) : [slot];
    planned.push(...slots.slice(0, kills - planned.length).map((each) => ({ atMs, slot: each })));
  }
  return planned.sort((a, b) => a.atMs - b.atMs);
}

/** Whether an event reaches Cairn twice: one after the other, or two processes at the same moment. */
export function copies(seed: number, event: string): 'once' | 'again' | 'together' {
  const chance = chanceOf(seed, 'twice', event);
  return chance < 0.05 ? 'again' : chance < 0.1 ? 'together' : 'once';
}

/** The reply to a question, by its words or by the button of the option: mostly right, and every other one pressed. */
export function replyTo(seed: number, event: string): { text: string; verdict: 'correct' | 'incorrect'; button?: string } {
  const pressed = chanceOf(seed, 'pressed', event) < 0.5;
  return chanceOf(seed, 'reply', event) < 0.85
    ? { text: 'yes it is', verdict: 'correct', ...(pressed && { button: 'pick-0' }) }
    : { text: 'no it is not', verdict: 'incorrect', ...(pressed && { button: 'pick-1' }) };
}
