import { join } from 'node:path';
import { openCatalog } from '../content/catalog.ts';
import { type Command, type Desk, flagsOf } from './command.ts';
import { chosenWorkspace, withDatabase } from './database.ts';

export const replay: Command = {
  summary: 'make memories and awards anew from the log of answers, or check that they follow from it',
  usage: `cairn replay [--workspace slack:T0123] [--check]

  Makes each learner's memories, how they stand with misconceptions, what they have shown and the awards for it anew from the log of answers, and so what teams
  have shown together; says what was kept otherwise: a line each. Nobody is told anything by it. Where what a team has shown cannot be made anew, as somebody was
  erased or answers are not kept any more, it stays as it is, and a line says so.
  The course of an item (since when, misses in a row, whether it rests) is made where there is none; one that is kept stays.
  --check changes nothing, and ends with 1 where something differs. Without --workspace, all of them. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { workspace: { type: 'string' }, check: { type: 'boolean' } });
    const { rules, teamRules } = await rulesOf(desk);
    return withDatabase(desk, async (store) => {
      const workspaces =
        values.workspace === undefined ? await store.workspaces() : [await chosenWorkspace(store, values.workspace)];
      let [learners, teams, differing] = [0, 0, 0];
      for (const workspace of workspaces) {
        const members = await store.within(workspace, ({ attempts }) => attempts.learners());
        for (const member of members) {
          const found = await desk.replay(store, { workspace, member }, { mend: values.check !== true, rules });
          for (const { what, kept, replayed } of found) await desk.line(`${workspace}/${member} ${what}: ${kept} -> ${replayed}`);
          learners += 1;
          if (found.length > 0) differing += 1;
        }
        // After the learners, whose proofs theirs follow from.
        for (const { team, differences, unseen } of await desk.replayTeams(store, workspace, {
          mend: values.check !== true,
          rules,
          teamRules,
        })) {
          if (unseen !== undefined) await desk.line(`${workspace}/${team} left as it is: ${unseen}`);
          for (const { what, kept, replayed } of differences)
            await desk.line(`${workspace}/${team} ${what}: ${kept} -> ${replayed}`);
          teams += 1;
          if (differences.length > 0) differing += 1;
        }
      }
      const differed = values.check ? 'differs from the log' : 'differed from the log, and follows from it now';
      const found = differing === 0 ? 'All of it follows from the log.' : `That of ${differing} ${differed}.`;
      desk.note(`Looked at what is kept of learners: ${learners}, and of teams: ${teams}. ${found}`);
      return values.check && differing > 0 ? 1 : 0;
    });
  },
};

async function rulesOf({ decksDir, dataDir, note }: Desk) {
  const log = {
    info: () => {},
    warn: (_: object, message: string) => note(message),
    error: (_: object, message: string) => note(message),
  };
  const catalog = await openCatalog([decksDir, join(dataDir, 'decks')], log);
  return { rules: catalog.rules(), teamRules: catalog.teamRules() };
}
