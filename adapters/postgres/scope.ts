import type { Transaction } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';
import type { Tables } from './tables.ts';

/** A transaction in one workspace. Every query of the engine's takes one, so that none can be written without it. */
export type Scope = {
  trx: Transaction<Tables>;
  workspace: WorkspaceId;
  /** Where turns of several members share the transaction: the one whose it is. */
  only?: string;
};
