import { type Command, dayFlag, flagsOf } from './command.ts';
import { chosenWorkspace, withDatabase } from './database.ts';

export const audit: Command = {
  summary: 'who did what in a workspace, and on whom',
  usage: `cairn audit [--workspace slack:T0123] [--since 2026-11-01] [--json]

  Lists the audit trail, the oldest first: own marks, settings, roles, what leads opened and posted, decks retired, rulings, experiments, exports, erasures, messages
  sent again. Ids only. --since takes a day, in UTC; --json prints one entry a line. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const flags = { workspace: { type: 'string' }, since: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { values } = flagsOf(args, flags);
    const since = dayFlag(values.since ?? '2000-01-01')
      .toZonedDateTime('UTC')
      .toInstant();
    return withDatabase(desk, async (store) => {
      const workspace = await chosenWorkspace(store, values.workspace);
      for (const entry of await store.within(workspace, (records) => records.audit.since(since))) {
        const { at, actor, action, subject, detail } = entry;
        const more = Object.entries(detail).map(([name, value]) => `${name}=${value}`);
        await desk.line(values.json ? JSON.stringify(entry) : [at, actor, action, subject, ...more].join('  '));
      }
      return 0;
    });
  },
};
