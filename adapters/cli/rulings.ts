import type { Ruling } from '../../src/domain/dispute.ts';
import type { Contributed } from '../../src/domain/exchange.ts';
import type { DeckCalibration } from '../../src/domain/grade/calibration.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Command, flagsOf } from './command.ts';
import { chosenWorkspace, withDatabase } from './database.ts';

export const rulings: Command = {
  summary: 'answers and questions that were accepted in chat, and answers refused, for the deck files',
  usage: `cairn rulings [--workspace slack:T0123] [--deck ID]

  Prints, deck by deck and item by item, the answers that authors, admins and leads of a workspace have accepted from now on or refused, so that an
  author can write them into the deck's file, and what they prove of its probabilities; and the questions of learners that joined a deck, as items for
  its file: one that keeps its id keeps what is known of it. With the embedded database, stop Cairn first.`,

  async run(args, desk) {
    const { values } = flagsOf(args, { workspace: { type: 'string' }, deck: { type: 'string' } });
    return withDatabase(desk, async (store) => {
      const workspace = await chosenWorkspace(store, values.workspace);
      const { ruled, contributed } = await store.within(workspace, async (records) => {
        const decks = [...(await records.decks.list()), ...(await records.decks.retired())].map(({ id }) => id);
        const asked = values.deck === undefined ? decks : decks.filter((id) => id === values.deck);
        const contributed = (await Promise.all(asked.map((id) => records.contributedItems.on(id)))).flat();
        return { ruled: (await Promise.all(asked.map((id) => records.rulings.on(id)))).flat(), contributed };
      });
      for (const line of await calibrations(store, workspace, ruled)) await desk.line(line);
      const kept = ruled.filter(({ decision }) => decision !== 'once');
      for (const ruling of kept) await desk.line(lineOf(ruling));
      for (const item of contributed) await desk.line(itemLine(item));
      if (kept.length + contributed.length === 0) desk.note('Nothing was accepted from now on, or refused.');
      return 0;
    });
  },
};

/** Deck by deck, where its rulings prove one. */
async function calibrations(store: Store, workspace: WorkspaceId, found: readonly Ruling[]): Promise<string[]> {
  const decks = [...new Set(found.map(({ deck }) => deck))];
  return store.within(workspace, async (records) => {
    const lines = await Promise.all(decks.map(async (deck) => lineFor(deck, await records.decks.calibration(deck))));
    return lines.flat();
  });
}

function lineFor(deck: string, calibration: DeckCalibration | undefined): string[] {
  if (!calibration) return [];
  const { slope, offset, rulings: least } = calibration;
  return [`${deck}: probabilities are read with slope ${slope} and offset ${offset}, from ${least} rulings or more`];
}

// As JSON, so that what somebody typed stays on its line and can be pasted into YAML.
function lineOf({ deck, item, decision, said, reason }: Ruling): string {
  const what = decision === 'always' ? 'accepted' : 'refused';
  return `${deck}/${item}: ${what} ${JSON.stringify(said)}${reason === undefined ? '' : `, because ${JSON.stringify(reason)}`}`;
}

function itemLine({ deck, item }: Contributed): string {
  return `${deck}: a learner's question joined it ${JSON.stringify(item)}`;
}
