import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, flagsOf } from './command.ts';
import { memberRef, withDatabase } from './database.ts';

export const exportMember: Command = {
  summary: 'everything that is kept about a member, as JSON',
  usage: `cairn export --member slack:T0123/U0456 [--out FILE]

  Writes everything that is kept about a member as JSON, to FILE or to standard output. docs/privacy.md explains its parts. It is noted in the
  audit trail. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { member: { type: 'string' }, out: { type: 'string' } });
    const { workspace, member } = memberRef(values.member);
    return withDatabase(desk, async (store) => {
      const data = await store.within(workspace, async ({ privacy, audit }) => {
        const gathered = await privacy.gather(member);
        if (!gathered.member) return undefined;
        const entry = { id: desk.newId(), at: desk.now(), actor: 'operator', action: 'exported' } as const;
        await audit.add({ ...entry, subject: `member:${member}`, detail: {} });
        return gathered;
      });
      if (!data) {
        desk.note(`There is no member ${member} in ${workspace}.`);
        return 1;
      }
      const json = JSON.stringify(data, null, 2);
      if (values.out === undefined) await desk.line(json);
      // What is in it is for its owner alone.
      else await writeFile(resolve(desk.from, values.out), `${json}\n`, { mode: 0o600 });
      return 0;
    });
  },
};
