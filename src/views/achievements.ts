import { provenDays, type Standing } from '../domain/achievements/achieve.ts';
import type { Award } from '../domain/achievements/award.ts';
import type { Refusal } from '../domain/achievements/refusal.ts';
import { praiseOf, type Rule, TIERS, type TierRule } from '../domain/achievements/rule.ts';
import { hash } from '../domain/hash.ts';
import { authored, joined, md, plain } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, shipped } from '../phrase.ts';
import { button, buttons, capital, listed, message, note, sentence, sentences, shortDate, text } from './words.ts';

/** An award: what for, and the one thing to do next; one that comes alone can be put off by a button as well. */
export function award(rule: Rule, { member, family, tier }: Award, proofs: number, { alone }: { alone: boolean }): Block[] {
  const praise = shipped(praiseOf(rule, proofs, hash(`${member}/${family}/${tier}`)), proofs);
  const id = `next-${family}-${tier}`;
  return [
    text(md`**${shipped(rule.title)}, ${tierName(tier)}.** ${praise} ${shipped(rule.next.why)}`),
    buttons(
      button(id, shipped(rule.next.label), { type: 'next-action', family, tier }),
      ...(alone ? [button(`${id}-not`, phrase`Tomorrow`, { type: 'decline-action', family, tier })] : []),
    ),
  ];
}

/** An award that is none any more: nothing is anybody's fault, and it comes back by itself. */
export function lost(rule: Rule, { tier, state }: Award, held: number): Block[] {
  const left = held >= 0 ? phrase`${capital(tierName(held))} stays.` : undefined;
  const why =
    state === 'withdrawn'
      ? phrase`An answer that it was given for has turned out not to be right: the question was mended, and that was not your mistake.`
      : phrase`Some of what it was given for has slipped; your reviews bring it back.`;
  const rests = phrase`${shipped(rule.title)}, ${tierName(tier)} rests.`;
  return [note(md`${sentences(rests, why, phrase`It is yours again as soon as enough is known.`, left)}`)];
}

const REFUSED: Readonly<Record<Refusal, Phrase>> = {
  guess: phrase`As a guess it counts for learning, and for no achievement.`,
  fast: phrase`It came faster than it can be read, so it counts for learning, and for no achievement.`,
  'same-letter': phrase`Several in a row at the same letter count for learning, and for no achievement.`,
  revealed: phrase`Its answer stood in your channel within the last day, so it counts for learning, and for no achievement.`,
  copied: phrase`In words that you were given to read it counts for learning, and for no achievement.`,
};

/** Why a right answer earns nothing; of the answer, not of the person. */
export function whyRefused(refused: Refusal | 'hint'): Phrase {
  return refused === 'hint' ? phrase`With a hint it counts for learning, and for no achievement.` : REFUSED[refused];
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
export function rungs(ladder: Ladder): Phrase {
  return phrase`${dots(ladder.held)} · ${missing(ladder)}`;
}

/** A few families, each with its tier and what the next asks for. */
export function ladders(all: readonly Ladder[], mastered: readonly string[]): Outbound {
  const facts = all.map((ladder) => ({ label: shipped(ladder.rule.title), value: rungs(ladder) }));
  const done = mastered.length > 0 ? [note(md`Mastered: ${listed(mastered.map((title) => shipped(title)))}.`)] : [];
  const blocks: Block[] = [
    text(md`**What you can reach** · by what you know from memory, never by time spent`),
    { type: 'facts', facts },
    ...done,
    note(md`Say **why** and a name for what it was given for, and what is missing.`),
    buttons(button('start', phrase`Quiz`, { type: 'start-quiz' })),
  ];
  const lines = all.map((ladder) => phrase`${shipped(ladder.rule.title)}: ${tierName(ladder.held)}, ${missing(ladder)}`);
  return message(
    blocks,
    listed(
      [
        phrase`What you can reach:`,
        ...lines,
        ...(done.length > 0 ? [phrase`Mastered: ${listed(mastered.map((title) => shipped(title)))}.`] : []),
      ],
      '\n',
    ),
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
    .map(({ tier, earnedOn }) => phrase`${tierName(tier)} since ${shortDate(earnedOn)}`);
  const resting = awards.filter(({ state }) => state !== 'held').map(({ tier }) => phrase`${tierName(tier)} rests`);
  const have = since.length + resting.length > 0 ? listed([...since, ...resting]) : phrase`not yet yours`;
  const counts =
    ladder.next && (rule.evidence.of === 'answers' || isDays)
      ? phrase`What counts is the first try of a day, without a hint.`
      : undefined;
  const list = proofs.map(({ day, prompt }) =>
    isDays || prompt === undefined ? md`- ${shortDate(day)}` : md`- ${shortDate(day)}: ${shortened(prompt)}`,
  );
  const opens =
    held < 0 && opener !== undefined && rule.opens
      ? phrase`It opens with ${shipped(opener)}, ${tierName(TIERS.indexOf(rule.opens.tier))}.`
      : undefined;
  return message([
    text(md`**${shipped(rule.title)}**: ${have}. ${shipped(rule.about)}`),
    ...(list.length > 0 ? [text(md`The newest of what it is given for:`), text(joined(list, '\n'))] : []),
    note(md`${sentences(phrase`${capital(missing(ladder))}.`, opens, counts)}`),
  ]);
}

export function noSuchFamily(titles: readonly string[]): Outbound {
  return sentence(md`I know no achievement by that name. There are ${listed(titles.map((title) => shipped(title)))}.`);
}

/** To who goes without, so that it can be seen whether achievements help. */
export function withoutAchievements(): Outbound {
  return sentence(
    md`You go without achievements for a while: this workspace finds out whether they help. Say privacy to read more, or to leave that.`,
  );
}

function missing({ next, threshold = 0, held, standing: { proofs, tries, days } }: Ladder): Phrase {
  if (!next) return phrase`all three tiers are yours`;
  const name = tierName(held + 1);
  const has = next.of !== undefined && next.right === undefined ? provenDays(days, next.of) : proofs;
  const count =
    next.of !== undefined && next.right === undefined
      ? phrase`${has} of ${threshold}, of the last ${next.of} days, to ${name}`
      : phrase`${has} of ${threshold} to ${name}`;
  const isCounting = has < threshold;
  if (next.right === undefined || next.of === undefined) return isCounting ? count : phrase`${name} comes with the next one`;
  const right = [...tries.slice(-next.of)].filter((each) => each === '1').length;
  const share = phrase`${right} of the last ${Math.min(tries.length, next.of)} right, ${Math.ceil(next.right * next.of)} of ${next.of} needed`;
  return isCounting ? listed([count, share], '; ') : phrase`to ${name}: ${share}`;
}

export function dots(held: number): Phrase {
  return listed(['●'.repeat(held + 1) + '○'.repeat(TIERS.length - held - 1), tierName(held)], ' ');
}

const TIER_NAMES = [phrase`starter`, phrase`standard`, phrase`mastery`];

/** A tier by its place; none where nothing is held. */
export function tierName(tier: number): Phrase {
  return TIER_NAMES[tier] ?? phrase`not yet`;
}

const LONGEST_PROMPT = 70;

/** A question as it is named elsewhere. */
export function shortened(prompt: string, most = LONGEST_PROMPT): string {
  const plainText = plain(authored(prompt)).replace(/\s+/g, ' ');
  return plainText.length > most ? `${plainText.slice(0, most - 1).toWellFormed()}…` : plainText;
}
