import type { Report } from '../domain/evidence/report.ts';
import { flawsIn, type Line, linesOf } from '../domain/evidence/words.ts';
import { joined, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { message, note, sentence, text } from './words.ts';

const BAR = 10;
const MOST_FLAWS = 5;

/** How a group remembers: each figure with how sure it is and what it means; a bar for those that are shares, and the same in words. */
export function report(name: string, found: Report): Outbound {
  const lines = linesOf(found);
  const flaws = flawsIn(found.items).slice(0, MOST_FLAWS);
  const shown = lines.flatMap((line) => [text(md`**${line.label}**: ${bar(line)}${line.value}`), note(md`${line.meaning}`)]);
  const questionable = flaws.map((flaw) => md`- ${flaw}`);
  return message(
    [
      text(md`**How ${name} remembers**, since ${found.since.toString()}. Nobody is named in it.`),
      ...shown,
      ...(flaws.length > 0
        ? [text(md`**Questions to look at**, by the answers of everybody`), text(joined(questionable, '\n'))]
        : []),
    ],
    [
      `How ${name} remembers, since ${found.since}.`,
      ...lines.map(({ label, value, meaning }) => `${label}: ${value}. ${meaning}`),
      ...flaws,
    ].join('\n'),
  );
}

function bar({ share }: Line): string {
  if (share === undefined) return '';
  const full = Math.round(share * BAR);
  return `${'▓'.repeat(full)}${'░'.repeat(BAR - full)} `;
}

export function noReport(): Outbound {
  return sentence(
    'A report is for the lead of a team, of that team; and for authors and admins. Say stats for what you know yourself.',
  );
}
