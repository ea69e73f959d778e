import type { Report } from '../domain/evidence/report.ts';
import { flawsIn, type Line, linesOf } from '../domain/evidence/words.ts';
import { CHART } from '../letter.ts';
import { joined, md, plainly } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, percent, phrase, phraseOf, saidIn, type Words } from '../phrase.ts';
import { chart, date, listed, message, note, sentence, text } from './words.ts';

const MOST_FLAWS = 5;

/** How a group remembers: each figure with how sure it is and what it means; a chart of those that are shares, and the same in words. */
export function report(name: Words, found: Report, proposal: readonly Block[] = []): Outbound {
  const lines = linesOf(found);
  const flaws = flawsIn(found.items).slice(0, MOST_FLAWS);
  const shown = lines.flatMap((line) => [text(md`**${line.label}**: ${line.value}`), note(md`${line.meaning}`)]);
  const questionable = flaws.map((flaw) => md`- ${flaw}`);
  return message(
    [
      text(md`**How ${name} remembers**, since ${date(found.since)}. Nobody is named in it.`),
      ...shown,
      ...proposal,
      ...sharesOf(lines),
      ...(flaws.length > 0
        ? [text(md`**Questions to look at**, by the answers of everybody`), text(joined(questionable, '\n'))]
        : []),
    ],
    listed(
      [
        phrase`How ${name} remembers, since ${date(found.since)}.`,
        ...lines.map(({ label, value, meaning }) => phrase`${label}: ${value}. ${meaning}`),
        ...proposal.flatMap((block) => (block.type === 'text' || block.type === 'note' ? [plainly(block.text)] : [])),
        ...flaws,
      ],
      '\n',
    ),
  );
}

// A single bar says no more than its number.
function sharesOf(lines: readonly Line[]): Block[] {
  const shares = lines.flatMap(({ label, share }) => (share === undefined ? [] : [{ label, value: Math.round(share * 100) }]));
  const shown = shares.slice(0, CHART.labels);
  if (shown.length < 2) return [];
  return [
    chart({
      as: 'bar',
      title: phrase`In %`,
      labels: shown.map(({ label }) => shortened(label)),
      series: [{ name: phrase`Share`, values: shown.map(({ value }) => value) }],
      text: listed(
        shown.map(({ label, value }) => phrase`${label}: ${percent(value / 100)}`),
        '; ',
      ),
    }),
  ];
}

function shortened(label: Words): Phrase {
  return phraseOf((language) => {
    const words = saidIn(language, label);
    return words.length > CHART.label ? `${words.slice(0, CHART.label - 1)}…` : words;
  });
}

export function noReport(): Outbound {
  return sentence(
    md`A report is for the lead of a team, of that team; and for authors and admins. Say stats for what you know yourself.`,
  );
}
