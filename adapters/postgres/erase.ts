import { sql } from 'kysely';
import { ERASED } from '../../src/domain/audit.ts';
import type { Member } from '../../src/domain/member.ts';
import { isAlarmOf, isTo, isToAnyOf } from './personal-data.ts';
import type { Scope } from './scope.ts';
import { scrubBetween, scrubLetters } from './scrub-letters.ts';
import type { Tables } from './tables.ts';

type PersonalTable = { [T in keyof Tables]: 'member_id' extends keyof Tables[T] ? T : never }[keyof Tables];

// Every table whose rows are about one member each: one that is missing here does not compile.
const PERSONAL: { readonly [T in PersonalTable]: T } = {
  member: 'member',
  enrolment: 'enrolment',
  session: 'session',
  attempt: 'attempt',
  memory: 'memory',
  probe: 'probe',
  course: 'course',
  misconception: 'misconception',
  goal: 'goal',
  mentor: 'mentor',
  followed_path: 'followed_path',
  held_stage: 'held_stage',
  certificate: 'certificate',
  award: 'award',
  proof: 'proof',
  tries: 'tries',
  roll: 'roll',
  assignment: 'assignment',
  dispute: 'dispute',
  buddy: 'buddy',
  explanation: 'explanation',
  written_question: 'written_question',
  seeker: 'seeker',
  avoided: 'avoided',
  match_partner: 'match_partner',
  team_member: 'team_member',
  rollout_answer: 'rollout_answer',
  check_in_entry: 'check_in_entry',
  saved_item: 'saved_item',
  practice_topic: 'practice_topic',
  shown_evidence: 'shown_evidence',
  sprint_member: 'sprint_member',
  pledge_member: 'pledge_member',
  leaderboard_member: 'leaderboard_member',
  channel_answer: 'channel_answer',
  export_link: 'export_link',
};

/** Removes a member's rows from every table, and what names them from the rest. */
export async function erase(scope: Scope, member: Member, letters: readonly string[]): Promise<void> {
  const { trx, workspace } = scope;
  await keepFigures(scope, member.id);
  // Looks at the teams that they lead, so it comes before these go.
  await scrubLetters(scope, member);
  for (const table of Object.values(PERSONAL)) {
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspace} and member_id = ${member.id}`.execute(trx);
  }
  await forgetAsBuddy(scope, member.id);
  await forgetInExchange(scope, member.id);
  await forgetInReveals(scope, member.id);
  await forgetAsMentor(scope, member.id);
  await forgetAsAvoided(scope, member.id);
  // A buddy who rates at the same time has the explanation's row, so it is over by now.
  await scrubBetween(scope, member.id);
  await trx.deleteFrom('alarm').where('workspace_id', '=', workspace).where(isAlarmOf(member.id)).execute();
  await trx
    .deleteFrom('letter')
    .where('workspace_id', '=', workspace)
    .where(isToAnyOf(member.id))
    .where('letter_id', 'not in', [...letters, ''])
    .execute();
  await forgetPurposes(scope, member.id);
  await forgetInAudit(scope, member.id);
  if (letters.length === 0) await forgetConversation(scope, member.id);
}

/** Removes what was left for the sake of a last letter; false while one still waits. */
export async function forget(scope: Scope, member: string): Promise<boolean> {
  const { trx, workspace } = scope;
  const letters = trx.selectFrom('letter').where('workspace_id', '=', workspace).where(isTo(member));
  const waiting = await letters.select('letter_id').where('state', 'not in', ['sent', 'failed']).limit(1).executeTakeFirst();
  if (waiting) return false;
  await trx.deleteFrom('letter').where('workspace_id', '=', workspace).where(isTo(member)).execute();
  await forgetPurposes(scope, member);
  await forgetConversation(scope, member);
  return true;
}

// Counts by item and verdict: they tell whether a question is too hard, and name nobody.
async function keepFigures({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .insertInto('erased_figure')
    .columns(['workspace_id', 'deck_id', 'item_id', 'version', 'verdict', 'attempts'])
    .expression((q) =>
      q
        .selectFrom('attempt')
        .select((each) => [
          'workspace_id',
          'deck_id',
          'item_id',
          'version',
          'verdict',
          each.cast<number>(each.fn.countAll(), 'integer').as('attempts'),
        ])
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        // Of an answer that was corrected, the correction counts.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('attempt as correction')
                .select('correction.attempt_id')
                .where('correction.workspace_id', '=', workspace)
                .whereRef('correction.corrects', '=', 'attempt.attempt_id'),
            ),
          ),
        )
        .groupBy(['workspace_id', 'deck_id', 'item_id', 'version', 'verdict']),
    )
    .onConflict((on) =>
      on
        .columns(['workspace_id', 'deck_id', 'item_id', 'version', 'verdict'])
        .doUpdateSet((q) => ({ attempts: q('erased_figure.attempts', '+', q.ref('excluded.attempts')) })),
    )
    .execute();
}

async function forgetInReveals({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .updateTable('channel_question')
    .set({ named: sql<string[]>`array_remove(named, ${member})` })
    .where('workspace_id', '=', workspace)
    .where(sql<boolean>`${member} = any(named)`)
    .execute();
}

async function forgetAsMentor({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx.deleteFrom('mentor').where('workspace_id', '=', workspace).where('mentor_id', '=', member).execute();
}

async function forgetAsAvoided({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx.deleteFrom('avoided').where('workspace_id', '=', workspace).where('other_id', '=', member).execute();
}

// Others' explanations stay theirs, with the mark that they got; who gave it and what they wrote beside it goes.
async function forgetAsBuddy({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx.deleteFrom('buddy').where('workspace_id', '=', workspace).where('buddy_id', '=', member).execute();
  await trx
    .updateTable('explanation')
    .set({ buddy_id: '', note: '', letter_id: null })
    .where('workspace_id', '=', workspace)
    .where('buddy_id', '=', member)
    .execute();
}

// What somebody wrote stays theirs, whoever it was for: it goes back where it was not answered. What joined a deck stays, without a name.
async function forgetInExchange({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .updateTable('written_question')
    .set({
      state: sql<string>`case when state in ('waiting', 'sent') then 'returned' else state end`,
      ...{ reader_id: '', said: null, verdict: null, letter_id: null, tells: false },
    })
    .where('workspace_id', '=', workspace)
    .where('reader_id', '=', member)
    .execute();
  await trx
    .updateTable('contributed_item')
    .set({ writer_id: null })
    .where('workspace_id', '=', workspace)
    .where('writer_id', '=', member)
    .execute();
}

// Purposes are made of parts between colons, ids among them: "session:ana:2026-11-24".
async function forgetPurposes({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .deleteFrom('said')
    .where('workspace_id', '=', workspace)
    .where(sql<boolean>`position(${`:${member}:`} in ':' || purpose || ':') > 0`)
    .execute();
}

async function forgetInAudit({ trx, workspace }: Scope, member: string): Promise<void> {
  const [id, erased] = [`member:${member}`, `member:${ERASED}`];
  for (const column of ['actor', 'subject'] as const) {
    await trx.updateTable('audit').set(column, erased).where('workspace_id', '=', workspace).where(column, '=', id).execute();
  }
}

async function forgetConversation({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .deleteFrom('teams_conversation')
    .where('workspace_id', '=', workspace)
    .where('address', '=', `member:${member}`)
    .execute();
}
