import { FEWEST_PLEDGED, type Pledge, type Progress } from '../domain/pledge.ts';
import type { Team } from '../domain/team.ts';
import { type Markdown, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { button, buttons, clock, count, date, message, note, text } from './words.ts';

function what({ zone }: Team, { topic, items, dueAt }: Pledge): Markdown {
  const due = dueAt.toZonedDateTimeISO(zone);
  return md`${count(items, 'question')} on ${topic} by ${date(due.toPlainDate())}, ${clock(due.toPlainTime())}`;
}

/** A pledge in the channel, with how many are in and how many have done it, never who. */
export function pledged(team: Team, pledge: Pledge): Outbound {
  const { told, counted: of } = pledge;
  const counted =
    of < FEWEST_PLEDGED
      ? phrase`It counts from ${FEWEST_PLEDGED} people on.`
      : phrase`${Math.min(told, of)} of ${of} have done it.`;
  return message([
    text(md`**A pledge**: each of us recalls ${what(team, pledge)}. If all who are in do it, it opens a bonus round.`),
    buttons(button('join', phrase`I am in`, { type: 'join-pledge', pledge: pledge.id }, { primary: true })),
    note(md`${counted} Told once a day; nobody sees who.`),
  ]);
}

/** To who is in, and to nobody else. */
export function pledgeJoined(team: Team, pledge: Pledge): Outbound {
  return message([
    text(
      md`You are in: ${what(team, pledge)}. Right at the first try of a day, without a hint, counts; its questions come first from now on.`,
    ),
    buttons(button('leave', phrase`Leave it`, { type: 'leave-pledge', pledge: pledge.id })),
    note(md`Say pledge to see how far you are. Leaving is seen by nobody, and spoils nothing for the others.`),
  ]);
}

export function pledgeLeft({ topic }: Pledge): Outbound {
  return message([text(md`You are out of the pledge on ${topic}; it goes on without you, and nobody is told.`)]);
}

/** One's own part, for oneself. */
export function pledgeStatus(team: Team, pledge: Pledge, done: number): Outbound {
  return message([
    text(md`**Pledge**: ${what(team, pledge)}. You: ${done} of ${pledge.items}. Only you see this.`),
    buttons(
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('leave', phrase`Leave it`, { type: 'leave-pledge', pledge: pledge.id }),
    ),
  ]);
}

/** What stays of a pledge in the channel; how many had not done it is no part of it. */
export function pledgeSettled(pledge: Pledge, { of }: Progress): Outbound {
  switch (pledge.state) {
    case 'kept': {
      const bonus = { type: 'open-bonus', pledge: pledge.id } as const;
      const card = message([
        text(md`**Kept**: all ${of} recalled ${count(pledge.items, 'question')} on ${pledge.topic}.`),
        buttons(button('bonus', phrase`Bonus round`, bonus, { primary: true })),
        note(md`It is open now, for who was in: the topic in other words.`),
      ]);
      // Whoever takes the round is answered alone.
      return { ...card, stays: true };
    }
    case 'over':
      return message([text(md`**A pledge** on ${pledge.topic} · its time is over.`)]);
    default:
      return message([text(md`**A pledge** on ${pledge.topic} · ended.`)]);
  }
}

/** Said once in its thread; of one that ended for want of people nothing is said. */
export function pledgeTold(pledge: Pledge, { of }: Progress): Outbound | undefined {
  if (pledge.state === 'kept')
    return message([text(md`All ${of} of you kept it. The bonus round on ${pledge.topic} is open: press it above.`)]);
  if (pledge.state !== 'over') return undefined;
  return message([
    text(
      md`Not all of it this time. What each of you recalled on ${pledge.topic} stays yours. The next pledge is one line: pledge ${pledge.topic} by Friday.`,
    ),
  ]);
}
