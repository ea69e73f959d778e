import { type Assignment, drawn, type Experiment, phaseOf } from '../../domain/experiment/experiment.ts';
import type { Member } from '../../domain/member.ts';
import type { Turn } from '../turn.ts';

type Running = { experiment: Experiment; own: Assignment };

/** Whether a running experiment keeps achievements from a member. Who came after its start is drawn when it first matters. */
export async function goesWithout(turn: Pick<Turn, 'records' | 'now'>, member: Pick<Member, 'id'>): Promise<boolean> {
  const running = await runningFor(turn, member);
  return running?.own.heldOut === true && running.own.leftAt === undefined;
}

/** Whether a running experiment keeps achievements from any of some members. */
export async function anyGoesWithout(
  { records: { experiments }, now }: Pick<Turn, 'records' | 'now'>,
  members: readonly string[],
): Promise<boolean> {
  const experiment = await experiments.latest();
  if (!experiment || phaseOf(experiment, now) !== 'running') return false;
  const known = await experiments.assignments(experiment.id, members);
  const drawnBefore = new Set(known.map(({ member }) => member));
  const others = members.filter((member) => !drawnBefore.has(member));
  const fresh = others.map((member): Assignment => ({ member, heldOut: drawn(experiment, member), assignedAt: now }));
  await experiments.assign(experiment.id, fresh);
  return [...known, ...fresh].some(({ heldOut, leftAt }) => heldOut && leftAt === undefined);
}

/** Whether a member has gone without achievements in the last experiment, so that what they earned meanwhile is still to be given. */
export async function wentWithout({ records }: Pick<Turn, 'records'>, member: Pick<Member, 'id'>): Promise<boolean> {
  const latest = await records.experiments.latest();
  const own = latest?.startedAt && (await records.experiments.assignment(latest.id, member.id));
  return own?.heldOut === true;
}

/** The experiment that is running, and the side that a member is on. */
export async function runningFor(
  { records: { experiments }, now }: Pick<Turn, 'records' | 'now'>,
  { id }: Pick<Member, 'id'>,
): Promise<Running | undefined> {
  const experiment = await experiments.latest();
  if (!experiment || phaseOf(experiment, now) !== 'running') return undefined;
  const known = await experiments.assignment(experiment.id, id);
  if (known) return { experiment, own: known };
  const own = { member: id, heldOut: drawn(experiment, id), assignedAt: now };
  await experiments.assign(experiment.id, [own]);
  return { experiment, own };
}
