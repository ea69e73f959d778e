import { createInterface } from 'node:readline';
import { type Command, type Desk, flagsOf } from './command.ts';
import { memberRef, withDatabase } from './database.ts';

export const erase: Command = {
  summary: 'erase everything that is kept about a member',
  usage: `cairn erase --member slack:T0123/U0456 [--yes]

  Removes everything that is kept about a member; only counts by question stay, which name nobody. It cannot be undone: the member's id has to be
  typed again, unless --yes is given. A summary that told their success is corrected by a running Cairn. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { member: { type: 'string' }, yes: { type: 'boolean' } });
    const who = memberRef(values.member);
    return withDatabase(desk, async (store) => {
      if (!values.yes && !(await isTypedAgain(desk, who.member))) {
        desk.note('That is another id. Nothing was erased.');
        return 1;
      }
      const erased = await desk.eraseMember(store, who);
      desk.note(erased ? `Erased: ${who.workspace}/${who.member}.` : `There is no member ${who.member} in ${who.workspace}.`);
      return erased ? 0 : 1;
    });
  },
};

async function isTypedAgain(desk: Desk, id: string): Promise<boolean> {
  desk.note(`This erases everything about ${id} and cannot be undone. Type ${id} to go on:`);
  const lines = createInterface({ input: desk.input });
  try {
    for await (const line of lines) return line.trim() === id;
    return false;
  } finally {
    lines.close();
  }
}
