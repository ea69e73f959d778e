import { LRUCache } from 'lru-cache';
import { type Item, type ItemVersion, itemSchema } from '../../src/domain/deck.ts';
import { withRulings } from '../../src/domain/dispute.ts';
import type { Decks } from '../../src/ports/decks.ts';
import { contentHash } from './content-hash.ts';
import { rulings } from './rulings.ts';
import type { Scope } from './scope.ts';

/** What was read of decks: versions never change, and whether a deck is retired may be a few seconds old. */
export type DeckCache = { versions: LRUCache<string, ItemVersion>; retirements: LRUCache<string, boolean> };

export function openDeckCache(): DeckCache {
  return { versions: new LRUCache({ max: 5_000 }), retirements: new LRUCache({ max: 5_000, ttl: 5_000 }) };
}

export function decks(scope: Scope, { versions, retirements }: DeckCache): Decks {
  const { trx, workspace } = scope;
  const listing = (retired: boolean) =>
    trx
      .selectFrom('deck')
      .leftJoin('item', (join) =>
        join
          .onRef('item.workspace_id', '=', 'deck.workspace_id')
          .onRef('item.deck_id', '=', 'deck.deck_id')
          .on('item.retired', '=', false),
      )
      .where('deck.workspace_id', '=', workspace)
      .where('deck.retired', '=', retired)
      .groupBy(['deck.deck_id', 'deck.title', 'deck.description', 'deck.position'])
      .select((q) => [
        'deck.deck_id as id',
        'deck.title as title',
        'deck.description as description',
        q.fn.count<number>('item.item_id').as('items'),
      ])
      .orderBy('deck.position')
      .orderBy('deck.deck_id')
      .execute();

  return {
    list: () => listing(false),
    retired: () => listing(true),

    async retire(deck, retired) {
      retirements.delete(`${workspace} ${deck}`);
      await trx.updateTable('deck').set({ retired }).where('workspace_id', '=', workspace).where('deck_id', '=', deck).execute();
    },

    async put(deck, position) {
      const opted = { external_model: deck.externalModel === true };
      const about = { title: deck.title, description: deck.description, position, hash: contentHash(deck), ...opted };
      const kept = await trx
        .selectFrom('deck')
        .select(['hash', 'position'])
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck.id)
        .executeTakeFirst();
      if (kept?.hash === about.hash && kept.position === position) return;
      await trx
        .insertInto('deck')
        .values({ workspace_id: workspace, deck_id: deck.id, ...about })
        .onConflict((on) => on.columns(['workspace_id', 'deck_id']).doUpdateSet(about))
        .execute();
      const known = await trx
        .selectFrom('item')
        .select(['item_id', 'version', 'hash'])
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck.id)
        .forUpdate()
        .execute();
      const versions = new Map(known.map((row) => [row.item_id, row]));
      await trx
        .updateTable('item')
        .set({ retired: true })
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck.id)
        .where('item_id', 'not in', [...deck.items.map((item) => item.id), ''])
        .execute();
      const ruled = await rulings(scope).on(deck.id);
      for (const [position, written] of deck.items.entries()) {
        const item = withRulings(written, ruled);
        const hash = contentHash(item);
        const before = versions.get(item.id);
        const version = before ? before.version + (before.hash === hash ? 0 : 1) : 1;
        const key = { workspace_id: workspace, deck_id: deck.id, item_id: item.id };
        const state = { position, topic: item.topic, version, hash, retired: false, ...reviewing(item) };
        await trx
          .insertInto('item')
          .values({ ...key, ...state })
          .onConflict((on) => on.columns(['workspace_id', 'deck_id', 'item_id']).doUpdateSet(state))
          .execute();
        await trx
          .insertInto('item_version')
          .values({ ...key, version, body: JSON.stringify(item) })
          .onConflict((on) => on.doNothing())
          .execute();
      }
    },

    async current({ deck, item }) {
      const row = await trx
        .selectFrom('item')
        .select('version')
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .where('item_id', '=', item)
        .forUpdate()
        .executeTakeFirst();
      return row?.version;
    },

    async revise({ deck, version, item }) {
      const key = { workspace_id: workspace, deck_id: deck, item_id: item.id };
      await trx
        .insertInto('item_version')
        .values({ ...key, version, body: JSON.stringify(item) })
        .execute();
      await trx
        .updateTable('item')
        .set({ version, hash: contentHash(item) })
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .where('item_id', '=', item.id)
        .execute();
    },

    async version({ deck, item, version }) {
      const key = JSON.stringify([workspace, deck, item, version]);
      const known = versions.get(key);
      if (known) return known;
      const row = await trx
        .selectFrom('item_version')
        .select('body')
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .where('item_id', '=', item)
        .where('version', '=', version)
        .executeTakeFirst();
      // What an older Cairn kept may be unreadable to this one; the learner goes on without it.
      const body = itemSchema.safeParse(row?.body);
      if (!body.success) return undefined;
      const read = { deck, version, item: body.data };
      versions.set(key, read);
      return read;
    },

    async isRetired(deck) {
      const known = retirements.get(`${workspace} ${deck}`);
      if (known !== undefined) return known;
      const row = await trx
        .selectFrom('deck')
        .select('retired')
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .executeTakeFirst();
      const retired = row?.retired === true;
      retirements.set(`${workspace} ${deck}`, retired);
      return retired;
    },

    // Not from a cache: who takes the permission back is heard at once.
    async mayAskModel(deck) {
      const row = await trx
        .selectFrom('deck')
        .select('external_model')
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .executeTakeFirst();
      return row?.external_model === true;
    },

    async items(decks) {
      const rows = await trx
        .selectFrom('item')
        .innerJoin('deck', (join) =>
          join.onRef('deck.workspace_id', '=', 'item.workspace_id').onRef('deck.deck_id', '=', 'item.deck_id'),
        )
        .select(['item.deck_id as deck', 'item_id as item', 'version', 'topic', 'required', 'reinforce'])
        .where('item.workspace_id', '=', workspace)
        .where('item.deck_id', 'in', [...decks, ''])
        .where('item.retired', '=', false)
        .where('deck.retired', '=', false)
        .orderBy('item.position')
        .execute();
      const candidates = rows.map(({ required, reinforce, ...row }) => ({
        ...row,
        ...(required && { required }),
        ...(reinforce && { reinforce }),
      }));
      const byDeck = Map.groupBy(candidates, ({ deck }) => deck);
      return decks.flatMap((deck) => byDeck.get(deck) ?? []);
    },
  };
}

/** What an author says of an item's reviews, where plans are made without reading the item. */
function reviewing({ required, reinforce }: Item): { required: boolean; reinforce: number[] | null } {
  return { required: required === true, reinforce: reinforce ? [...reinforce] : null };
}
