import type { KyselyPlugin, OperationNode } from 'kysely';
import { Conflict } from '../../src/ports.ts';

/** A turn wants what others in its transaction may want as well: it is taken again, alone. */
export class NotTogether extends Conflict {}

/** Tables of which each turn writes rows of its own: its member's, or those that its event makes. */
const OWN = new Set([
  ...['inbound_event', 'member', 'session', 'attempt', 'memory', 'award', 'enrolment', 'alarm', 'letter', 'said', 'audit'],
  ...['dispute'],
]);

/**
 * Lets nothing pass by which turns in one transaction could disturb each other. Locks do not part them there, so whoever writes or locks what several people
 * share has to be alone.
 */
export const ownRows: KyselyPlugin = {
  transformQuery({ node }) {
    const shared = claimed(node).filter((table) => !OWN.has(table));
    if (shared.length > 0) throw new NotTogether(`A turn in company wants ${shared.join(', ')}: it is taken again, alone.`);
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
      return Array.isArray(fields['endModifiers']) && fields['endModifiers'].length > 0 ? tablesIn(fields['from']) : [];
    default:
      return isHandwrittenRead(fields) ? [] : ['something in SQL by hand'];
  }
}

function isHandwrittenRead({ kind, sqlFragments }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'RawNode' && Array.isArray(sqlFragments) && /^\s*select\b/i.test(String(sqlFragments[0]));
}

function tablesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(tablesIn);
  if (typeof part !== 'object' || part === null || !('kind' in part)) return [];
  if (part.kind === 'IdentifierNode' && 'name' in part) return [String(part.name)];
  return Object.values(part).flatMap(tablesIn);
}
