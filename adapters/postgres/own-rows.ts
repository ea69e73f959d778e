import type { KyselyPlugin, OperationNode } from 'kysely';
import { Conflict } from '../../src/ports/store.ts';

/** A turn wants what others in its transaction may want as well: it is taken again, alone. */
export class NotTogether extends Conflict {
  constructor(what: string) {
    super(`A turn in company wants ${what}: it is taken again, alone.`);
  }
}

/** Lets a turn in company touch nothing but what is its member's; `only` is nobody where it has the transaction to itself. */
export function own(only: string | undefined, ...members: readonly string[]): void {
  if (only !== undefined && members.some((member) => member !== only)) throw new NotTogether('what is somebody else’s');
}

/** Tables of which each turn writes rows of its own: its member's, or those that its event makes. */
const OWN = new Set([
  ...['inbound_event', 'member', 'session', 'attempt', 'memory', 'award', 'enrolment', 'alarm', 'letter', 'said', 'audit'],
  ...[
    'dispute',
    'misconception',
    'probe',
    'course',
    'assignment',
    'proof',
    'tries',
    'goal',
    'followed_path',
    'held_stage',
    'certificate',
  ],
]);

/**
 * Lets nothing pass by which turns in one transaction could disturb each other. Locks do not part them there, so whoever writes or locks what several people
 * share has to be alone.
 */
export const ownRows: KyselyPlugin = {
  transformQuery({ node }) {
    const shared = claimed(node).filter((table) => !OWN.has(table));
    if (shared.length > 0) throw new NotTogether(shared.join(', '));
    return node;
  },
  transformResult: async ({ result }) => result,
};

/** The tables that a query writes, or whose rows it locks. */
function claimed(node: OperationNode): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...node };
  switch (node.kind) {
    case 'InsertQueryNode':
      return tablesIn(fields['into']);
    case 'UpdateQueryNode':
      return tablesIn(fields['table']);
    case 'DeleteQueryNode':
      return tablesIn(fields['from']);
    case 'SelectQueryNode':
      return [...modified(fields), ...(fields['with'] === undefined ? [] : ['what a select may do by "with"'])];
    default:
      return isHandwrittenRead(fields) ? [] : ['something in SQL by hand'];
  }
}

function modified(fields: Readonly<Record<string, unknown>>): string[] {
  const isLocking = Array.isArray(fields['endModifiers']) && fields['endModifiers'].length > 0;
  return isLocking ? [...tablesIn(fields['from']), ...tablesIn(fields['joins'])] : [];
}

function isHandwrittenRead({ kind, sqlFragments }: Readonly<Record<string, unknown>>): boolean {
  if (kind !== 'RawNode' || !Array.isArray(sqlFragments)) return false;
  const text = sqlFragments.join(' ');
  return /^\s*select\b/i.test(text) && !/\bfor\s+(?:no\s+key\s+)?(?:update|share|key)|\block\b|_lock\b/i.test(text);
}

function tablesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(tablesIn);
  if (typeof part !== 'object' || part === null || !('kind' in part)) return [];
  if (part.kind === 'IdentifierNode' && 'name' in part) return [String(part.name)];
  return Object.values(part).flatMap(tablesIn);
}
