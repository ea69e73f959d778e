import type { Ruling } from '../../src/domain/dispute.ts';
import { type Command, flagsOf } from './command.ts';
import { withDatabase, workspaceRef } from './database.ts';

export const rulings: Command = {
  summary: 'answers that were accepted or refused in chat, for the deck files',
  usage: `cairn rulings --workspace slack:T0123 [--deck ID]

  Prints, deck by deck and item by item, the answers that authors, admins and leads of a workspace have accepted from now on or refused, so that an
  author can write them into the deck's file. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { workspace: { type: 'string' }, deck: { type: 'string' } });
    const workspace = workspaceRef(values.workspace);
    return withDatabase(desk, async (store) => {
      const found = await store.within(workspace, async (records) => {
        const decks = [...(await records.decks.list()), ...(await records.decks.retired())].map(({ id }) => id);
        const asked = values.deck === undefined ? decks : decks.filter((id) => id === values.deck);
        return (await Promise.all(asked.map((id) => records.rulings.on(id)))).flat();
      });
      const kept = found.filter(({ decision }) => decision !== 'once');
      for (const ruling of kept) await desk.line(lineOf(ruling));
      if (kept.length === 0) desk.note('Nothing was accepted from now on, or refused.');
      return 0;
    });
  },
};

// As JSON, so that what somebody typed stays on its line and can be pasted into YAML.
function lineOf({ deck, item, decision, said, reason }: Ruling): string {
  const what = decision === 'always' ? 'accepted' : 'refused';
  return `${deck}/${item}: ${what} ${JSON.stringify(said)}${reason === undefined ? '' : `, because ${JSON.stringify(reason)}`}`;
}
