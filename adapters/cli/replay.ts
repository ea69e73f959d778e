import { type Command, flagsOf } from './command.ts';
import { withDatabase, workspaceRef } from './database.ts';

export const replay: Command = {
  summary: 'make memories anew from the log of answers, or check that they follow from it',
  usage: `cairn replay [--workspace slack:T0123] [--check]

  Makes each learner's memories, and how they stand with misconceptions, anew from the log of answers, and says what was kept otherwise: a line each.
  --check changes nothing, and ends with 1 where something differs. Without --workspace, all of them. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { workspace: { type: 'string' }, check: { type: 'boolean' } });
    const only = values.workspace === undefined ? undefined : workspaceRef(values.workspace);
    return withDatabase(desk, async (store) => {
      let [learners, differences] = [0, 0];
      for (const workspace of only ? [only] : await store.workspaces()) {
        const members = await store.within(workspace, ({ memories }) => memories.learners());
        for (const member of members) {
          const found = await desk.replay(store, { workspace, member }, { mend: values.check !== true });
          for (const { what, kept, replayed } of found) await desk.line(`${workspace}/${member} ${what}: ${kept} -> ${replayed}`);
          learners += 1;
          differences += found.length;
        }
      }
      const done = values.check ? 'differ from the log' : 'differed from the log, and follow from it now';
      desk.note(
        differences === 0
          ? `All of ${learners} learners follows from the log.`
          : `${differences} of ${learners} learners ${done}.`,
      );
      return values.check && differences > 0 ? 1 : 0;
    });
  },
};
