import { type Arm, armOf } from '../../src/domain/probe.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { World } from './world.ts';
import { WORKSPACE } from './world.ts';

const MOST_SALTS = 1_000_000;

/** Lets the workspace draw these arms: by "member deck/item". Those that are not named come as they come. */
export async function draw(
  world: Pick<World, 'store'>,
  arms: Readonly<Record<string, Arm>>,
  workspace: WorkspaceId = WORKSPACE,
): Promise<void> {
  const salt = saltFor(Object.entries(arms));
  await world.store.within(workspace, async (records) => {
    await records.workspace.get();
    await records.workspace.salt(salt);
  });
}

/** The same arm for a number of a deck's items. */
export function each(member: string, deck: string, items: number, arm: Arm): Record<string, Arm> {
  return Object.fromEntries(Array.from({ length: items }, (_, i) => [`${member} ${deck}/item-${i + 1}`, arm]));
}

function saltFor(arms: readonly (readonly [string, Arm])[]): string {
  for (let i = 0; i < MOST_SALTS; i++) {
    if (arms.every(([what, arm]) => isDrawn(`salt-${i}`, what, arm))) return `salt-${i}`;
  }
  throw new Error('No salt draws all of these arms.');
}

function isDrawn(salt: string, what: string, arm: Arm): boolean {
  const [member = '', deck = '', item = ''] = what.split(/[ /]/);
  return armOf(salt, member, { deck, item }) === arm;
}
