import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { type Item, type ItemVersion, itemSchema } from '../../src/domain/deck.ts';
import { withCalibration } from '../../src/domain/deck-calibration.ts';
import { withRulings } from '../../src/domain/dispute.ts';
import type { Decks } from '../../src/ports/decks.ts';
import { contentHash } from './content-hash.ts';
import { contributedItems } from './exchange.ts';
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

  /** Keeps a version, and makes it the one that is asked; of an item that is not there yet, at this place, or the last. */
  async function write({ deck, version, item }: ItemVersion, position?: number): Promise<void> {
    const key = { workspace_id: workspace, deck_id: deck, item_id: item.id };
    const place = position === undefined ? {} : { position, retired: false };
    const state = { topic: item.topic, version, hash: contentHash(item), ...reviewing(item), ...place };
    await trx
      .insertInto('item')
      .values((q) => ({
        ...key,
        retired: false,
        position: q
          .selectFrom('item')
          .select((each) => each.fn.coalesce(sql<number>`max(position) + 1`, sql<number>`0`).as('next'))
          .where('workspace_id', '=', workspace)
          .where('deck_id', '=', deck),
        ...state,
      }))
      .onConflict((on) => on.columns(['workspace_id', 'deck_id', 'item_id']).doUpdateSet(state))
      .execute();
    await trx
      .insertInto('item_version')
      .values({ ...key, version, body: JSON.stringify(item) })
      .onConflict((on) => on.doNothing())
      .execute();
  }

  /** The versions of a deck's items that are asked, locked. */
  async function newest(deck: string) {
    const rows = await trx
      .selectFrom('item')
      .innerJoin('item_version', (join) =>
        join
          .onRef('item_version.workspace_id', '=', 'item.workspace_id')
          .onRef('item_version.deck_id', '=', 'item.deck_id')
          .onRef('item_version.item_id', '=', 'item.item_id')
          .onRef('item_version.version', '=', 'item.version'),
      )
      .select(['item.version', 'item.hash', 'item_version.body'])
      .where('item.workspace_id', '=', workspace)
      .where('item_version.workspace_id', '=', workspace)
      .where('item.deck_id', '=', deck)
      .where('item.retired', '=', false)
      .orderBy('item.item_id')
      .forUpdate()
      .execute();
    return rows.flatMap(({ version, hash, body }) => {
      const item = itemSchema.safeParse(body);
      return item.success ? [{ version, hash, item: item.data }] : [];
    });
  }

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
      if (kept?.hash === about.hash && kept.position === position) return [];
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
      // What was written here stays beside the file; one that its author has taken into the file is the file's.
      const inFile = new Set(deck.items.map((item) => item.id));
      const contributed = (await contributedItems(scope).on(deck.id)).map(({ item }) => item).filter(({ id }) => !inFile.has(id));
      const all = [...deck.items, ...contributed];
      await trx
        .updateTable('item')
        .set({ retired: true })
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck.id)
        .where('item_id', 'not in', [...all.map((item) => item.id), ''])
        .execute();
      const ruled = await rulings(scope).on(deck.id);
      const items = withCalibration(
        all.map((item) => withRulings(item, ruled)),
        ruled,
      );
      const changed: ItemVersion[] = [];
      for (const [position, item] of items.entries()) {
        const before = versions.get(item.id);
        const version = before ? before.version + (before.hash === contentHash(item) ? 0 : 1) : 1;
        await write({ deck: deck.id, version, item }, position);
        if (before && version > before.version) changed.push({ deck: deck.id, version, item });
      }
      return changed;
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

    revise: (version) => write(version),

    async recalibrate(deck) {
      const known = await newest(deck);
      const items = withCalibration(
        known.map(({ item }) => item),
        await rulings(scope).on(deck),
      );
      for (const [i, item] of items.entries()) {
        const before = known[i];
        if (before && before.hash !== contentHash(item)) await write({ deck, version: before.version + 1, item });
      }
    },

    async calibration(deck) {
      const items = await newest(deck);
      return items.flatMap(({ item }) => ('calibration' in item && item.calibration ? [item.calibration] : []))[0];
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
