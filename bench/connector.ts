import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { withClient } from '../test/support/crowd.ts';

const connectorStats = z.object({
  posted: z.int(),
  refused: z.int(),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
});
export type ConnectorStats = z.infer<typeof connectorStats>;

/** A Bot Connector of Teams in a process of its own: takes messages, 50 a second, and refuses what goes beyond. */
type Connector = {
  stats(): Promise<ConnectorStats>;
  /** Makes members' chats known to Cairn, as if each had the bot installed. */
  introduce(databaseUrl: string, workspace: string, name: string, count: number): Promise<void>;
  stop(): void;
};

export async function startConnector(): Promise<Connector> {
  const child = fork(join(import.meta.dirname, 'connector-main.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const [serviceUrl] = await once(child, 'message');
  return {
    async stats() {
      child.send('stats');
      const [stats] = await once(child, 'message');
      return connectorStats.parse(stats);
    },
    introduce: (databaseUrl, workspace, name, count) =>
      withClient(databaseUrl, async (client) => {
        await client.query(
          `insert into teams_conversation (workspace_id, address, reference)
           select $1, 'member:' || $2 || n, jsonb_build_object('serviceUrl', $4::text, 'bot', '28:cairn', 'channelId', 'msteams',
             'conversation', jsonb_build_object('id', 'a:' || n, 'type', 'personal'), 'account', '29:' || $2 || n)
           from generate_series(1, $3::int) n`,
          [workspace, name, count, serviceUrl],
        );
      }),
    stop: () => void child.kill('SIGKILL'),
  };
}
