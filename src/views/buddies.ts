import type { Buddy } from '../domain/buddy.ts';
import type { Member } from '../domain/member.ts';
import type { IntentOf } from '../intents.ts';
import { buttonsOf } from '../letter.ts';
import { md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { phrase, type Words } from '../phrase.ts';
import { button, buttons, listed, message, note, text } from './words.ts';

type Target = Pick<IntentOf<'send-to-buddy'>, 'attempt' | 'session' | 'position'>;

export function sendToBuddy(target: Target): Button {
  return button('send-to-buddy', phrase`Send to my buddy`, { type: 'send-to-buddy', ...target });
}

/** Who is to read what somebody explains. */
export function buddyForm(about: {
  people: readonly Member[];
  named: Buddy | undefined;
  target: Target;
  lead?: Words | undefined;
}): Outbound {
  const { people, named: buddy, target, lead } = about;
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const value = buddy && options.some((option) => option.value === buddy.buddy) ? [buddy.buddy] : [];
  const opening = md`**Who reads what you explain?** A buddy reads it and ticks up to three boxes. I ask them first, once.`;
  return message([
    ...(lead === undefined ? [] : [text(md`${lead}`)]),
    text(opening),
    { type: 'input', input: { as: 'people', id: 'buddy', label: phrase`My buddy`, options, value } },
    buttons(button('name', phrase`Ask them`, { type: 'name-buddy', ...target }, { primary: true })),
    note(md`Choose one; somebody who learns the same is best. Or say: my buddy is @NAME.`),
  ]);
}

export function named({ name }: Member, hasAgreed: boolean): Outbound {
  return message([
    text(
      hasAgreed
        ? md`${name} is your buddy. Say send to my buddy after you explained something.`
        : md`I ask ${name}, at a time of theirs.`,
    ),
  ]);
}

/** To who was named, once. */
export function askedForHelp({ id, name }: Member): Outbound {
  return message([
    text(
      md`**${name} would like you as a buddy.** Now and then you read something that ${name} explains, and tick up to three boxes: half a minute.`,
    ),
    buttons(
      button('yes', phrase`Yes, I will help`, { type: 'answer-buddy', explainer: id, yes: true }, { primary: true }),
      button('no', phrase`No, thanks`, { type: 'answer-buddy', explainer: id, yes: false }),
    ),
    note(
      md`At most two a day. Say no, and nobody is told why. ${name} hears when something of it stayed with you, never of a miss. Stop being a buddy, said at any time, ends it.`,
    ),
  ]);
}

export function agreedNow({ name }: Member): Outbound {
  return message([text(md`Thank you: you read for ${name} now. Say stop being a buddy to end it.`)]);
}

export function declinedNow(): Outbound {
  return message([text(md`All right. Nobody is told why.`)]);
}

/** To the explainer. */
export function answered({ name }: Member, yes: boolean): Outbound {
  if (!yes) return message([text(md`${name} is not available as a buddy. Perhaps somebody else: my buddy is @NAME.`)]);
  return message([text(md`${name} is your buddy now. Say send to my buddy after you explained something.`)]);
}

export function withBuddy(): Block[] {
  return [note(md`It goes to your buddy, at a time of theirs. You hear what they make of it; nothing is lost meanwhile.`)];
}

/** A verdict whose button was pressed, without it. */
export function withoutSend(verdict: Outbound): Outbound {
  const others = buttonsOf(verdict).filter(({ id }) => id !== 'send-to-buddy');
  const blocks = verdict.blocks.filter((block) => block.type !== 'buttons');
  const left = [...blocks, ...(others.length > 0 ? [buttons(...others)] : []), ...withBuddy()];
  return message(left, listed([verdict.text, message(withBuddy()).text], '\n'));
}

/** One, and no more. */
export function reminder({ name }: Member, explanation: string): Outbound {
  return message([
    text(md`What ${name} explained still waits for you above: half a minute, or say not now.`),
    buttons(button('not-now', phrase`Not now`, { type: 'return-explanation', explanation })),
  ]);
}
