import type { Privacy } from '../../src/ports/privacy.ts';
import { erase, forget } from './erase.ts';
import { gather } from './personal-data.ts';
import type { Scope } from './scope.ts';
import { retell } from './scrub-letters.ts';

export function privacy(scope: Scope): Privacy {
  const { trx, workspace } = scope;
  return {
    gather: (member) => gather(scope, member),
    erase: (member, letters) => erase(scope, member, letters),
    retell: (letter, outbound) => retell(scope, letter, outbound),
    forget: (member) => forget(scope, member),

    async summaries(member) {
      const rows = await trx
        .selectFrom('check_in_entry as entry')
        .innerJoin('check_in', (join) =>
          join.onRef('check_in.workspace_id', '=', 'entry.workspace_id').onRef('check_in.check_in_id', '=', 'entry.check_in_id'),
        )
        .select(['check_in.check_in_id', 'check_in.team_id', 'check_in.week'])
        .where('entry.workspace_id', '=', workspace)
        .where('entry.member_id', '=', member)
        .execute();
      const found: { checkIn: string; letters: string[]; details: string[] }[] = [];
      for (const { check_in_id, team_id, week } of rows) {
        // One may have been posted early, and one at its hour (`engine/summary.ts`).
        const purpose = `summary:${team_id}:${week}`;
        const told = await trx
          .selectFrom('letter')
          .select(['letter_id', 'purpose'])
          .where('workspace_id', '=', workspace)
          .where((q) => q.or([q('purpose', 'in', [purpose, `${purpose}:early`]), q('purpose', 'like', `${purpose}:%:thread`)]))
          .orderBy('sequence')
          .execute();
        const [details = [], letters = []] = [true, false].map((isThread) =>
          told.filter((letter) => letter.purpose.endsWith(':thread') === isThread).map((letter) => letter.letter_id),
        );
        found.push({ checkIn: check_in_id, letters, details });
      }
      return found;
    },
  };
}
