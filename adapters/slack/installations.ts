import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';

/** What is kept of an installation: Cairn's identity in a workspace and its tokens, and nothing of the people there. */
export const installationSchema = z.object({
  team: z.object({ id: z.string() }),
  bot: z.object({
    id: z.string(),
    userId: z.string(),
    token: z.string(),
    scopes: z.array(z.string()),
    refreshToken: z.string().optional(),
    /** In seconds since 1970. */
    expiresAt: z.number().optional(),
  }),
});

export type Installation = z.infer<typeof installationSchema>;

/** Where Cairn is installed. */
export interface Installations {
  /** Keeps a new installation, in place of an earlier one. */
  save(workspace: WorkspaceId, installation: Installation, at: Temporal.Instant): Promise<void>;
  /** Keeps new tokens, unless Cairn was removed meanwhile. */
  renew(workspace: WorkspaceId, installation: Installation): Promise<void>;
  find(workspace: WorkspaceId): Promise<{ installation: Installation; installedAt: Temporal.Instant } | undefined>;
  /** Forgets the tokens of a workspace that removed Cairn, unless it has installed it again since. */
  remove(workspace: WorkspaceId, at: Temporal.Instant): Promise<void>;
}

/** Cairn is not installed in a workspace, or no longer. */
export class NotInstalled extends Error {}
