import type { Member } from '../domain/member.ts';
import { md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, clock, message, note, text } from './words.ts';

/** What tells that it is time, and the form for another. */
export function cueNow({ cue, sessionTime }: Member): Outbound {
  const time = clock(sessionTime);
  const now =
    cue?.kind === 'calendar'
      ? md`Your questions come when **${cue.event}** of your calendar ends; at ${time} on days without it.`
      : cue?.kind === 'webhook'
        ? md`Your questions come when your signed call does; at ${time} where none has.`
        : md`Your questions come at ${time}. They may come after an event of your calendar, or when a task is finished.`;
  return message([
    text(now),
    { type: 'input', input: { as: 'line', id: 'url', label: phrase`Secret address of a calendar (iCal, https://)` } },
    {
      type: 'input',
      input: {
        as: 'line',
        id: 'event',
        label: phrase`After the event`,
        hint: phrase`For example Stand-up`,
        ...(cue?.kind === 'calendar' && { value: cue.event }),
      },
    },
    buttons(
      button('calendar', phrase`After that event`, { type: 'set-calendar-cue' }, { primary: true }),
      button('webhook', phrase`By a signed call`, { type: 'set-webhook-cue' }),
      ...(cue ? [button('off', phrase`At the time alone`, { type: 'end-cue' })] : []),
    ),
    note(md`In words: cue calendar ADDRESS "Stand-up", cue webhook, cue off.`),
  ]);
}

/** What a calendar says of today: when the event ends, none where it cannot be read. */
type Looked = 'unread' | { ends: readonly Temporal.Instant[] | undefined };

export function calendarCue({ sessionTime, zone }: Member, event: string, looked: Looked): Outbound {
  const today = looked === 'unread' ? phrase`I am looking at today now.` : todayWords(looked.ends, zone);
  return message([
    text(md`Your questions come when **${event}** ends, once a day; at ${clock(sessionTime)} on days without it. ${today}`),
    buttons(button('off', phrase`At the time alone`, { type: 'end-cue' })),
  ]);
}

function todayWords(ends: readonly Temporal.Instant[] | undefined, zone: string): Phrase {
  if (!ends) return phrase`I cannot read that calendar at present: is the address its secret iCal one?`;
  const [end] = ends;
  return end
    ? phrase`Today it ends at ${clock(end.toZonedDateTimeISO(zone).toPlainTime())}.`
    : phrase`There is none today that I can see.`;
}

/** Shown once: what is kept is encrypted. */
export function webhookCue({ url, secret }: { url: string; secret: string }): Outbound {
  return message([
    text(md`Call this address when your task is finished, and your questions come, once a day and within your hours:`),
    {
      type: 'facts',
      facts: [
        { label: phrase`Address`, value: url },
        { label: phrase`Secret`, value: secret },
      ],
    },
    note(
      md`Sign the call with the secret (docs/calendar.md shows how), and keep both to yourself: I take them away in an hour. cue off ends it.`,
    ),
  ]);
}

export function secretGone(): Outbound {
  return message([
    note(md`The address and the secret were shown here for an hour. Say cue webhook for new ones; those before are over then.`),
  ]);
}

export function cueEnded({ sessionTime }: Member, nextLine: Words): Outbound {
  return message([text(md`Your questions come at ${clock(sessionTime)} again. ${nextLine}`)]);
}
