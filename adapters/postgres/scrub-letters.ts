import { sql } from 'kysely';
import type { Member } from '../../src/domain/member.ts';
import { type Block, type Outbound, outboundSchema } from '../../src/letter.ts';
import { md } from '../../src/markdown.ts';
import type { Scope } from './scope.ts';

/** Takes a member out of the stored copies of letters to others: forms that list them, and introductions of teams that name them. */
export async function scrubLetters({ trx, workspace }: Scope, member: Member): Promise<void> {
  const led = trx
    .selectFrom('team_member')
    .select('team_id')
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member.id)
    .where('role', '=', 'lead');
  const introductions = (await led.execute()).map((row) => row.team_id);
  const rows = await trx
    .selectFrom('letter')
    .select(['letter_id', 'outbound', 'purpose'])
    .where('workspace_id', '=', workspace)
    .where((q) =>
      q.or([
        sql<boolean>`outbound::text like '%"as": "people"%' and position(${JSON.stringify(member.id)} in outbound::text) > 0`,
        q(sql<string>`split_part(purpose, ':', 2)`, 'in', [...introductions, '']).and(
          sql<string>`split_part(purpose, ':', 1)`,
          'in',
          ['team', 'joined'],
        ),
      ]),
    )
    .execute();
  for (const row of rows) {
    const isNamed = /^(team|joined):/.test(row.purpose);
    const outbound = withoutMember(outboundSchema.parse(row.outbound), member, isNamed);
    await trx
      .updateTable('letter')
      .set({ outbound: JSON.stringify(outbound) })
      .where('workspace_id', '=', workspace)
      .where('letter_id', '=', row.letter_id)
      .execute();
  }
}

/** Empties what was said between a member and a buddy, a mentor, a study partner, a writer of a question, a helper, a lead or a neighbour in a leaderboard: it names one of them to the other, or shows what is theirs. */
export async function scrubBetween({ trx, workspace }: Scope, member: string): Promise<void> {
  await trx
    .updateTable('letter')
    .set({ outbound: JSON.stringify(GONE), purpose: sql<string>`'erased:' || letter_id` })
    .where('workspace_id', '=', workspace)
    .where(
      sql<boolean>`split_part(purpose, ':', 1) in ('buddy', 'mentor', 'help', 'evidence', 'leaderboard', 'partners', 'written') and position(${`:${member}:`} in purpose || ':') > 0`,
    )
    .execute();
}

const GONE: Outbound = { text: 'Withdrawn.', blocks: [{ type: 'note', text: md`Withdrawn.` }] };

/** Makes every stored copy of a message say this: an older one is never shown again, but it is kept. */
export async function retell({ trx, workspace }: Scope, first: string, outbound: Outbound): Promise<void> {
  await trx
    .updateTable('letter')
    .set({ outbound: JSON.stringify(outbound) })
    .where('workspace_id', '=', workspace)
    .where(sql<boolean>`coalesce(replaces, letter_id) = ${first}`)
    .execute();
}

const SOMEBODY = 'somebody';

function withoutMember(outbound: Outbound, member: Member, named: boolean): Outbound {
  const without = (words: string, name: string) =>
    named ? words.replace(new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'gu'), SOMEBODY) : words;
  const clean = (block: Block): Block => {
    if (block.type === 'text' || block.type === 'note')
      return { ...block, text: { md: without(block.text.md, md`${member.name}`.md) } };
    if (block.type !== 'input' || block.input.as !== 'people') return block;
    const { value, options, ...input } = block.input;
    const others = options.filter((option) => option.value !== member.id);
    return {
      ...block,
      input: { ...input, options: others, ...(value && { value: value.filter((id) => id !== member.id) }) },
    };
  };
  return { text: without(outbound.text, member.name), blocks: outbound.blocks.map(clean) };
}
