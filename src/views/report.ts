import type { Report } from '../domain/evidence/report.ts';
import { flawsIn, type Line, linesOf } from '../domain/evidence/words.ts';
import { joined, md, plain } from '../markdown.ts';
import { type Block, CHART, type Outbound } from '../outbound.ts';
import { chart, message, note, sentence, text } from './words.ts';

const MOST_FLAWS = 5;

/** How a group remembers: each figure with how sure it is and what it means; a chart of those that are shares, and the same in words. */
export function report(name: string, found: Report, proposal: readonly Block[] = []): Outbound {
  const lines = linesOf(found);
  const flaws = flawsIn(found.items).slice(0, MOST_FLAWS);
  const shown = lines.flatMap((line) => [text(md`**${line.label}**: ${line.value}`), note(md`${line.meaning}`)]);
  const questionable = flaws.map((flaw) => md`- ${flaw}`);
  return message(
    [
      text(md`**How ${name} remembers**, since ${found.since.toString()}. Nobody is named in it.`),
      ...shown,
      ...proposal,
      ...sharesOf(lines),
      ...(flaws.length > 0
        ? [text(md`**Questions to look at**, by the answers of everybody`), text(joined(questionable, '\n'))]
        : []),
    ],
    [
      `How ${name} remembers, since ${found.since}.`,
      ...lines.map(({ label, value, meaning }) => `${label}: ${value}. ${meaning}`),
      ...proposal.flatMap((block) => (block.type === 'text' || block.type === 'note' ? [plain(block.text)] : [])),
      ...flaws,
    ].join('\n'),
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
      title: 'In %',
      labels: shown.map(({ label }) => shortened(label)),
      series: [{ name: 'Share', values: shown.map(({ value }) => value) }],
      text: shown.map(({ label, value }) => `${label}: ${value} %`).join('; '),
    }),
  ];
}

function shortened(label: string): string {
  return label.length > CHART.label ? `${label.slice(0, CHART.label - 1)}…` : label;
}

export function noReport(): Outbound {
  return sentence(
    'A report is for the lead of a team, of that team; and for authors and admins. Say stats for what you know yourself.',
  );
}
