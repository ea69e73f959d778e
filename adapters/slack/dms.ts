import { LRUCache } from 'lru-cache';
import type { WorkspaceId } from '../../src/events.ts';

const MOST = 20_000;

/** The direct messages with Cairn that are known, by person: a person of two workspaces may have one id in both. */
export type Dms = {
  of(workspace: WorkspaceId, member: string): string | undefined;
  learn(workspace: WorkspaceId, member: string, channel: string): void;
  forget(workspace: WorkspaceId, member: string): void;
};

export function rememberDms(): Dms {
  const channels = new LRUCache<string, string>({ max: MOST });
  return {
    of: (workspace, member) => channels.get(`${workspace} ${member}`),
    forget: (workspace, member) => void channels.delete(`${workspace} ${member}`),
    learn: (workspace, member, channel) => void channels.set(`${workspace} ${member}`, channel),
  };
}
