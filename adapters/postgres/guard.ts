import type { KyselyPlugin, OperationNode } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';

/**
 * Lets no query pass that is not about one workspace alone: each table that it names must be narrowed by `workspace_id`, and every row that it adds
 * must carry it. A forgotten condition fails the first time that it is carried out, and nothing of another workspace has been seen.
 */
export function workspaceGuard(workspace: WorkspaceId): KyselyPlugin {
  return {
    transformQuery({ node }) {
      const found = { tables: 0, scopes: 0, values: 0 };
      look(node, workspace, found);
      if (found.scopes < found.tables || found.values === 0) {
        throw new Error(
          `A query reaches beyond its workspace: ${node.kind} of ${found.tables} tables, ${found.scopes} of them scoped.`,
        );
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

type Found = { tables: number; scopes: number; values: number };
type Fields = Readonly<Record<string, unknown>>;

// Every query of every turn is walked through, so nothing is made on the way.
function look(part: unknown, workspace: WorkspaceId, found: Found): void {
  if (Array.isArray(part)) for (const each of part) look(each, workspace, found);
  if (!isNode(part)) return;
  const fields: Fields = part as unknown as Fields;
  found.tables += tablesOf(part.kind, fields);
  found.scopes += scopesOf(part.kind, fields, workspace);
  if (isValue(part, workspace) || isHereAmong(part, workspace)) found.values += 1;
  // A name before a column is no table of its own.
  if (LEAVES.has(part.kind)) return;
  for (const name in fields) if (name !== 'kind') look(fields[name], workspace, found);
}

const LEAVES = new Set(['ReferenceNode', 'ValueNode', 'PrimitiveValueListNode', 'IdentifierNode', 'OperatorNode', 'ColumnNode']);

function tablesOf(kind: string, fields: Fields): number {
  switch (kind) {
    case 'FromNode':
      return count(fields['froms']);
    case 'JoinNode':
    case 'UpdateQueryNode':
      return count(fields['table']);
    case 'InsertQueryNode':
      return count(fields['into']);
    case 'UsingNode':
      return count(fields['tables']);
    default:
      return 0;
  }
}

function count(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, each) => sum + count(each), 0);
  if (!isNode(part)) return 0;
  if (part.kind === 'AliasNode') return count(Reflect.get(part, 'node'));
  return part.kind === 'TableNode' ? 1 : 0;
}

function scopesOf(kind: string, fields: Fields, workspace: WorkspaceId): number {
  switch (kind) {
    case 'BinaryOperationNode':
      return isColumn(fields['leftOperand']) && isEquals(fields['operator']) && isScope(fields['rightOperand'], workspace)
        ? 1
        : 0;
    case 'InsertQueryNode':
      return addsHere(fields, workspace) ? 1 : 0;
    case 'RawNode':
      return scopesInText(fields, workspace);
    default:
      return 0;
  }
}

// Handwritten SQL is taken at its word: it names the column and is given the workspace.
function scopesInText({ sqlFragments, parameters }: Fields, workspace: WorkspaceId): number {
  const names = Array.isArray(sqlFragments) && sqlFragments.some((text) => /\bworkspace_id = $/.test(String(text)));
  return names && Array.isArray(parameters) && parameters.some((each) => isValue(each, workspace)) ? 1 : 0;
}

// Rows that come from a query are of the workspace that it is narrowed to, so that the column alone has to be there.
function addsHere({ columns, values }: Fields, workspace: WorkspaceId): boolean {
  const place = Array.isArray(columns) ? columns.findIndex((column) => nameOf(column) === 'workspace_id') : -1;
  if (place < 0 || !isNode(values)) return false;
  if (values.kind === 'SelectQueryNode') return isWorkspaceAt(values, place);
  const rows: unknown = Reflect.get(values, 'values');
  return Array.isArray(rows) && rows.every((row) => isHere(Reflect.get(row, 'values')?.[place], workspace));
}

function isWorkspaceAt(query: OperationNode, place: number): boolean {
  const selection = Reflect.get(Reflect.get(query, 'selections')?.[place] ?? {}, 'selection');
  return isColumn(selection) || nameOf(selection) === 'workspace_id';
}

/** The workspace itself, or, in a join, the workspace of another row: one of them is narrowed by the value. */
function isScope(node: unknown, workspace: WorkspaceId): boolean {
  return isValue(node, workspace) || isColumn(node);
}

function isHereAmong(part: OperationNode, workspace: WorkspaceId): boolean {
  return part.kind === 'PrimitiveValueListNode' && Array.from(Reflect.get(part, 'values') ?? []).includes(workspace);
}

function isHere(value: unknown, workspace: WorkspaceId): boolean {
  return value === workspace || isValue(value, workspace);
}

function isValue(node: unknown, workspace: WorkspaceId): boolean {
  return isNode(node) && node.kind === 'ValueNode' && Reflect.get(node, 'value') === workspace;
}

function isEquals(node: unknown): boolean {
  return isNode(node) && node.kind === 'OperatorNode' && Reflect.get(node, 'operator') === '=';
}

function isColumn(node: unknown): boolean {
  return isNode(node) && node.kind === 'ReferenceNode' && nameOf(Reflect.get(node, 'column')) === 'workspace_id';
}

function nameOf(column: unknown): unknown {
  return isNode(column) && column.kind === 'ColumnNode' ? Reflect.get(Reflect.get(column, 'column'), 'name') : undefined;
}

function isNode(part: unknown): part is OperationNode {
  return typeof part === 'object' && part !== null && 'kind' in part && typeof part.kind === 'string';
}
