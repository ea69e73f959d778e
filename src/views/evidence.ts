import type { Member } from '../domain/member.ts';
import type { LedgerEntry } from '../domain/misconception.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import type { Named } from './misconceptions.ts';
import { button, buttons, message, note, shortDate, text } from './words.ts';

/** A misunderstanding that its member holds resolved, and agreed to show. */
export type Waiting = { member: Member; entry: Named<LedgerEntry> };

/** An answer as evidence: what was asked and said, and whether in other words than the first. */
export type ToldAnswer = { day: Temporal.PlainDate; prompt: string; said: string; reworded: boolean };
type Answers = { first: ToldAnswer; later: readonly ToldAnswer[] };

/** What shows that somebody got over a misunderstanding; they agreed that their lead reads it. */
export function packet({ member, entry }: Waiting, answers: Answers, { left, key }: { left: number; key: string }): Outbound {
  const { deck, misconception, name } = entry;
  return message([
    text(md`**${member.name}** shows you how they got over “${authored(name)}”.`),
    ...answerBlocks(answers),
    buttons(
      button('verify', phrase`Resolved`, { type: 'verify', member: member.id, deck, misconception }, { primary: true }),
      ...(left > 1 ? [button('next', phrase`Next one`, { type: 'open-evidence', after: key })] : []),
    ),
    note(md`They chose to show this to you alone. That you looked is in the audit trail.`),
  ]);
}

function answerBlocks({ first, later }: Answers): Block[] {
  const lines = later.map(
    (each) =>
      md`- ${shortDate(each.day)}, ${each.reworded ? phrase`asked in other words` : phrase`the same question`}: ${each.said}`,
  );
  return [
    text(md`First, on ${shortDate(first.day)}: ${authored(first.prompt)}`),
    text(md`Said: ${first.said}`),
    text(lines.length > 0 ? md`Right since:` : md`No right answer is kept any more.`),
    ...(lines.length > 0 ? [text(joined(lines, '\n'))] : []),
  ];
}

/** To the learner, what their lead can read from now on. */
export function shownToLead(entry: Named<LedgerEntry>, answers: Answers): Outbound {
  const { deck, misconception, name } = entry;
  return message([
    text(md`Your lead can now read this of “${authored(name)}”, with your name, and say that it is resolved:`),
    ...answerBlocks(answers),
    buttons(button('hide', phrase`Take it back`, { type: 'show-evidence', deck, misconception, show: false })),
  ]);
}

export function hidden({ name }: Named<LedgerEntry>): Outbound {
  return message([text(md`Taken back: your lead sees nothing of “${authored(name)}” any more.`)]);
}

export function nothingToVerify(): Outbound {
  const words: Markdown = md`Nothing waits to be verified. People choose themselves what they show you.`;
  return message([text(words)]);
}
