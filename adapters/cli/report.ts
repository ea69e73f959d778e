import { flawsIn, linesOf } from '../../src/domain/evidence/words.ts';
import { BadUsage, type Command, dayFlag, flagsOf } from './command.ts';
import { chosenWorkspace, withDatabase } from './database.ts';

const DAYS = 90;

export const report: Command = {
  summary: 'how a workspace or a team remembers, and how sure that is',
  usage: `cairn report [--workspace slack:T0123] [--team NAME] [--since 2026-11-01] [--json]

  Recall a day, three days and a week after something was last seen, from checks without hints, with 95 % intervals that know that learners differ; what the
  reviews add beside items that go without; what leads to it, such as reviews on time; questions to look at. Of fewer than 8 learners it says how many they are, and it names nobody.
  --since takes a day (90 days ago, if it is left out). With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const flags = {
      workspace: { type: 'string' },
      team: { type: 'string' },
      since: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values } = flagsOf(args, flags);
    const since =
      (values.since === undefined ? undefined : dayFlag(values.since)) ??
      desk.now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: DAYS });
    return withDatabase(desk, async (store) => {
      const workspace = await chosenWorkspace(store, values.workspace);
      const found = await store.within(workspace, async (records) => {
        const team = (await records.teams.all()).find(({ id, name }) => values.team === id || values.team === name);
        if (values.team !== undefined && !team) throw new BadUsage(`There is no team "${values.team}" in ${workspace}.`);
        const people = team
          ? (await records.teams.members(team.id)).map(({ member }) => member)
          : (await records.members.all()).map(({ id }) => id);
        return desk.report(records, people, { since, now: desk.now() });
      });
      if (values.json) await desk.line(JSON.stringify(found));
      else {
        for (const { label, value, meaning } of linesOf(found)) await desk.line(`${label}: ${value}\n    ${meaning}`);
        for (const flaw of flawsIn(found.items)) await desk.line(String(flaw));
      }
      return 0;
    });
  },
};
