import type { Standing } from '../domain/achievements/achieve.ts';
import type { Award } from '../domain/achievements/award.ts';
import type { Refusal } from '../domain/achievements/refusal.ts';
import { praiseFor, type Rule, TIERS, type TierRule } from '../domain/achievements/rule.ts';
import { hash } from '../domain/hash.ts';
import { authored, joined, md, plain } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, message, note, sentence, text } from './words.ts';

/** An award: what for, and the one thing to do next; one that comes alone can be put off by a button as well. */
export function award(rule: Rule, { member, family, tier }: Award, proofs: number, { alone }: { alone: boolean }): Block[] {
  const praise = praiseFor(rule, proofs, hash(`${member}/${family}/${tier}`));
  const id = `next-${family}-${tier}`;
  return [
    text(md`**${rule.title}, ${TIERS[tier] ?? ''}.** ${praise} ${rule.next.why}`),
    buttons(
      button(id, rule.next.label, { type: 'next-action', family, tier }),
      ...(alone ? [button(`${id}-not`, 'Tomorrow', { type: 'decline-action', family, tier })] : []),
    ),
  ];
}

/** An award that is none any more: nothing is anybody's fault, and it comes back by itself. */
export function lost(rule: Rule, { tier, state }: Award, held: number): Block[] {
  const name = `${rule.title}, ${TIERS[tier] ?? ''}`;
  const left = held >= 0 ? ` ${TIERS[held]} stays.` : '';
  const why =
    state === 'withdrawn'
      ? 'An answer that it was given for has turned out not to be right: the question was mended, and that was not your mistake.'
      : 'Some of what it was given for has slipped; your reviews bring it back.';
  return [note(md`${name} rests. ${why} It is yours again as soon as enough is known.${left}`)];
}

const REFUSED: Readonly<Record<Refusal, string>> = {
  guess: 'As a guess it counts for learning, and for no achievement.',
  fast: 'It came faster than it can be read, so it counts for learning, and for no achievement.',
  revealed: 'Its answer was just shown in your channel, so it counts for learning, and for no achievement.',
  'same-letter': 'Several in a row at the same letter count for learning, and for no achievement.',
};

/** Why a right answer earns nothing; of the answer, not of the person. */
export function whyRefused(refused: Refusal): string {
  return REFUSED[refused];
}

/** How somebody stands with a family: the tier they hold (-1 for none), and what the next asks of them. */
export type Ladder = {
  rule: Rule;
  held: number;
  standing: Pick<Standing, 'proofs' | 'tries' | 'days'>;
  next?: TierRule;
  threshold?: number;
  /** What it opens with. */
  opener?: string;
};

/** The tier that is held, and what is missing to the next. */
export function rungs(ladder: Ladder): string {
  return `${dots(ladder.held)} · ${missing(ladder)}`;
}

/** A few families, each with its tier and what the next asks for. */
export function ladders(all: readonly Ladder[], mastered: readonly string[]): Outbound {
  const facts = all.map((ladder) => ({ label: ladder.rule.title, value: rungs(ladder) }));
  const done = mastered.length > 0 ? [note(md`Mastered: ${mastered.join(', ')}.`)] : [];
  const blocks: Block[] = [
    text(md`**What you can reach** · by what you know later, never by time spent`),
    { type: 'facts', facts },
    ...done,
    note(md`Say **why** and a name for what it was given for, and what is missing.`),
    buttons(button('start', 'Quiz', { type: 'start-quiz' })),
  ];
  const lines = all.map((ladder) => `${ladder.rule.title}: ${tierName(ladder.held)}, ${missing(ladder)}`);
  return message(
    blocks,
    ['What you can reach:', ...lines, ...(done.length > 0 ? [`Mastered: ${mastered.join(', ')}`] : [])].join('\n'),
  );
}

/** What an achievement was given for, and why not more of it yet. */
export function why(
  ladder: Ladder,
  awards: readonly Award[],
  proofs: readonly { day: Temporal.PlainDate; prompt: string | undefined }[],
  { isDays }: { isDays: boolean },
): Outbound {
  const { rule, held, opener } = ladder;
  const since = awards
    .filter(({ state }) => state === 'held')
    .map(({ tier, earnedOn }) => `${TIERS[tier]} since ${dayWords(earnedOn)}`);
  const resting = awards.filter(({ state }) => state !== 'held').map(({ tier }) => `${TIERS[tier]} rests`);
  const have = [...since, ...resting].join(', ') || 'not yet yours';
  const list = proofs.map(
    ({ day, prompt }) => md`- ${dayWords(day)}${isDays || prompt === undefined ? '' : `: ${shortened(prompt)}`}`,
  );
  const opens = held < 0 && opener !== undefined ? ` It opens with ${opener}, ${rule.opens?.tier ?? ''}.` : '';
  return message([
    text(md`**${rule.title}**: ${have}. ${rule.about}`),
    ...(list.length > 0 ? [text(md`The newest of what it is given for:`), text(joined(list, '\n'))] : []),
    note(md`${sentenceCase(missing(ladder))}.${opens}`),
  ]);
}

export function noSuchFamily(titles: readonly string[]): Outbound {
  return sentence(`I know no achievement by that name. There are ${titles.join(', ')}.`);
}

/** To who goes without, so that it can be seen whether achievements help. */
export function withoutAchievements(): Outbound {
  return sentence(
    'You go without achievements for a while: this workspace finds out whether they help. Say privacy to read more, or to leave that.',
  );
}

function missing({ next, threshold = 0, held, standing: { proofs, tries, days } }: Ladder): string {
  if (!next) return 'all three tiers are yours';
  const name = TIERS[held + 1] ?? '';
  const has =
    next.of !== undefined && next.right === undefined ? days.slice(0, next.of).filter(({ isProven }) => isProven).length : proofs;
  const among = next.of !== undefined && next.right === undefined ? `, of the last ${next.of} days,` : '';
  const count = has < threshold ? `${has} of ${threshold}${among} to ${name}` : '';
  if (next.right === undefined || next.of === undefined) return count || `${name} comes with the next one`;
  const right = [...tries.slice(-next.of)].filter((each) => each === '1').length;
  const share = `${right} of the last ${Math.min(tries.length, next.of)} right, ${Math.ceil(next.right * next.of)} of ${next.of} needed`;
  return count === '' ? `to ${name}: ${share}` : `${count}; ${share}`;
}

function dots(held: number): string {
  return `${'●'.repeat(held + 1)}${'○'.repeat(TIERS.length - held - 1)} ${tierName(held)}`;
}

function tierName(held: number): string {
  return TIERS[held] ?? 'not yet';
}

function dayWords(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-GB', { day: 'numeric', month: 'short' });
}

const LONGEST_PROMPT = 70;

/** A question as it is named elsewhere. */
export function shortened(prompt: string, most = LONGEST_PROMPT): string {
  const plainText = plain(authored(prompt)).replace(/\s+/g, ' ');
  return plainText.length > most ? `${plainText.slice(0, most - 1).toWellFormed()}…` : plainText;
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
