import type { Ruling } from '../domain/dispute.ts';
import type { Verdict } from '../domain/kinds/kind.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, count, listed, message, note, sentences, text } from './words.ts';

// What is longer is not quoted in the middle of a sentence.
const LONGEST_INLINE = 60;
const LONGEST_QUOTE = 500;

/** An answer that somebody holds to be right, and how many gave it. */
export type Contested = {
  dispute: string;
  said: string;
  prompt: string;
  model: string;
  people: number;
  verdict: Verdict;
  /** Whether the item can learn it as a wording. */
  mayStay: boolean;
};

export function iWasRight(attempt: string): Block {
  return buttons(button('dispute', phrase`I was right`, { type: 'dispute', attempt }));
}

/** To who holds that their answer was right. */
export function disputed(said: string, whom: 'author' | 'lead' | 'admin'): Outbound {
  const who = {
    author: phrase`the author of this deck`,
    lead: phrase`your lead`,
    admin: phrase`those who look after Cairn here`,
  };
  return message([text(md`Noted: your answer ${quoted(said)} is with ${who[whom]}. You lose nothing meanwhile.`)]);
}

/** A verdict whose button was pressed, with what came of it in the button's place. */
export function marked(verdict: Outbound, added: Outbound): Outbound {
  const blocks = [...verdict.blocks.filter((block) => block.type !== 'buttons'), ...added.blocks];
  return { text: listed([verdict.text, added.text], '\n'), blocks };
}

/** What waits for a ruling, one answer at a time. */
export function waiting(contested: Contested, groups: number): Outbound {
  const lead =
    groups === 1 ? md`**An answer waits for your ruling.**` : md`**${groups} answers wait for your ruling.** The first:`;
  return message([text(lead), ...shown(contested), choices(contested)]);
}

const MARKS: Readonly<Record<Verdict, Words>> = {
  correct: '',
  partly: phrase`It was marked partly right.`,
  incorrect: phrase`It was marked wrong.`,
  unsure: phrase`I am not sure of it, and neither is who wrote it.`,
};

function shown({ said, prompt, model, people, verdict }: Contested): Block[] {
  const isShort = model.length <= LONGEST_INLINE && !model.includes('\n');
  const who = phrase`${count(people, 'person', 'people')} answered`;
  const mark = MARKS[verdict];
  const answer = isShort ? md`${who} ${quoted(said)} for “${authored(bare(model))}”.` : md`${who} ${quoted(said)}.`;
  const right = isShort ? [] : [text(md`The answer in the deck:`), text(authored(model))];
  return [text(joined([answer, mark], ' ')), text(md`The question:`), text(authored(prompt)), ...right];
}

function choices({ dispute, mayStay }: Contested): Block {
  const stay = button('always', phrase`Accept from now on`, { type: 'rule', dispute, decision: 'always' });
  return buttons(
    ...(mayStay ? [stay] : []),
    button('once', phrase`Accept once`, { type: 'rule', dispute, decision: 'once' }),
    button('refuse', phrase`No, because …`, { type: 'open-refusal', dispute }),
  );
}

export function refusalForm(contested: Contested): Outbound {
  const { dispute } = contested;
  const hint = phrase`Whoever asked reads it, without your name. It may stay empty.`;
  return message([
    ...shown(contested),
    { type: 'input', input: { as: 'lines', id: 'reason', label: phrase`No, because`, hint, optional: true } },
    buttons(button('refuse', phrase`Say no`, { type: 'rule', dispute, decision: 'refused' }, { primary: true })),
  ]);
}

export function nothingDisputed(): Outbound {
  return message([text(md`No answer waits for a ruling.`)]);
}

export function alreadyRuled(): Outbound {
  return message([text(md`That one is ruled on already. Say disputes for what waits.`)]);
}

export function noSuchAnswer(): Outbound {
  return message([text(md`No one answer that waits reads like that. Say disputes for what waits.`)]);
}

/** To who ruled: what came of it, and what waits next. */
export function ruled({ said, decision, people }: Ruling, next: Outbound | undefined): Outbound {
  const credited = people === 1 ? phrase`who said it is credited` : phrase`the ${people} people who said it are credited`;
  const done = {
    always: md`Accepted from now on: ${quoted(said)}; ${credited}.`,
    once: md`Accepted once: ${quoted(said)}; ${credited}.`,
    refused: md`Not accepted: ${quoted(said)}. Who asked is told, and loses nothing.`,
  };
  return message([text(done[decision]), ...(next ? [{ type: 'divider' } as const, ...next.blocks] : [])]);
}

/** To a learner whose answer it was; `insisted`: who had asked for it. */
export function ruledFor(ruling: Ruling, about: { insisted: boolean; prompt?: string | undefined }): Outbound {
  return message([...(about.prompt === undefined ? [] : [note(authored(about.prompt))]), text(outcome(ruling, about.insisted))]);
}

function outcome({ said, decision, reason, people }: Ruling, insisted: boolean): Markdown {
  const thanks = insisted
    ? people > 1
      ? phrase`Thank you for insisting: it helped ${people} people.`
      : phrase`Thank you for insisting.`
    : phrase`Your answer was marked right after all, because somebody asked.`;
  switch (decision) {
    case 'always':
      return md`✓ ${quoted(said)} now counts for that question. ${thanks}`;
    case 'once':
      return md`✓ ${quoted(said)} was right this time, and is credited. ${thanks}`;
    case 'refused': {
      const why = reason?.replace(/(?<![.!?…])$/, '.');
      return md`${sentences(phrase`${quoted(said)} does not count for that question.`, why, phrase`Thank you for asking; nothing is taken from you.`)}`;
    }
  }
}

function quoted(said: string): Phrase {
  const words = said.replace(/\s+/g, ' ');
  return phrase`“${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE).toWellFormed()}…` : bare(words)}”`;
}

// What is quoted already would stand in two pairs of marks.
function bare(words: string): string {
  return words.replace(/^["“](.*)["”]$/s, '$1');
}
