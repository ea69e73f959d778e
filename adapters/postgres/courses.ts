import type { Selectable } from 'kysely';
import type { Course } from '../../src/domain/course.ts';
import type { Courses } from '../../src/ports/courses.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function read(row: Selectable<Tables['course']>): Course {
  const { reviewed_version: version, reviewed_right: recalled } = row;
  return {
    deck: row.deck_id,
    item: row.item_id,
    startedOn: row.started_on,
    misses: row.misses,
    ...(row.rests_since && { restsSince: row.rests_since }),
    ...(version !== null && { firstReview: { version, recalled: recalled === true } }),
  };
}

export function courses({ trx, workspace, only }: Scope): Courses {
  const rows = () => trx.selectFrom('course').selectAll().where('workspace_id', '=', workspace);
  // A plan and what is said about it look at the same courses.
  const known = new Map<string, Promise<readonly Course[]>>();
  const single = new Map<string, Promise<Course | undefined>>();

  async function readAll(member: string): Promise<readonly Course[]> {
    return (await rows().where('member_id', '=', member).execute()).map(read);
  }

  async function readOne(member: string, { deck, item }: { deck: string; item: string }): Promise<Course | undefined> {
    const found = rows().where('member_id', '=', member).where('deck_id', '=', deck).where('item_id', '=', item);
    const row = await found.executeTakeFirst();
    return row && read(row);
  }

  return {
    of(member) {
      const found = known.get(member) ?? readAll(member);
      known.set(member, found);
      return found;
    },

    get(member, item) {
      const name = nameOf(member, item);
      const found = single.get(name) ?? readOne(member, item);
      single.set(name, found);
      return found;
    },

    async save(member, course) {
      own(only, member);
      known.delete(member);
      single.set(nameOf(member, course), Promise.resolve(course));
      const values = {
        started_on: course.startedOn.toString(),
        misses: course.misses,
        rests_since: course.restsSince?.toString() ?? null,
        reviewed_version: course.firstReview?.version ?? null,
        reviewed_right: course.firstReview?.recalled ?? null,
      };
      await trx
        .insertInto('course')
        .values({ workspace_id: workspace, member_id: member, deck_id: course.deck, item_id: course.item, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id', 'deck_id', 'item_id']).doUpdateSet(values))
        .execute();
    },

    async firstReviews({ deck, item, version }) {
      return trx
        .selectFrom('course')
        .where('workspace_id', '=', workspace)
        .where('deck_id', '=', deck)
        .where('item_id', '=', item)
        .where('reviewed_version', '=', version)
        .select((q) => q.fn.countAll<number>().as('learners'))
        .select((q) => q.fn.countAll<number>().filterWhere('reviewed_right', '=', false).as('missed'))
        .executeTakeFirstOrThrow();
    },

    async findHard({ deck, item, version }, at) {
      const added = await trx
        .insertInto('hard_item')
        .values({ workspace_id: workspace, deck_id: deck, item_id: item, version, found_at: at.toString() })
        .onConflict((on) => on.doNothing())
        .returning('item_id')
        .executeTakeFirst();
      return added !== undefined;
    },
  };
}

function nameOf(member: string, { deck, item }: { deck: string; item: string }): string {
  return `${member} ${deck}/${item}`;
}
