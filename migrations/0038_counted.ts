import { type Kysely, sql } from 'kysely';

/** How many are in a pledge or a sprint as their channel was told: who leaves in between is seen by nobody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table pledge add column counted smallint not null default 0',
  `update pledge set counted = (select count(*) from pledge_member as own
     where own.workspace_id = pledge.workspace_id and own.pledge_id = pledge.pledge_id)`,
  'alter table sprint add column counted integer not null default 0',
  `update sprint set counted = (select count(*) from sprint_member as own
     where own.workspace_id = sprint.workspace_id and own.sprint_id = sprint.sprint_id and own.joined_at is not null)`,
];
