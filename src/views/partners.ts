import type { Member } from '../domain/member.ts';
import { type Match, PARTS_OF_DAY, type PartOfDay, type Seeker, staying } from '../domain/partners/partner.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Block, Button, Input, Outbound } from '../outbound.ts';
import { together as inWords, type Phrase, phrase } from '../phrase.ts';
import { writeForThem } from './exchange.ts';
import { button, buttons, capital, clock, cut, listed, message, note, text, weekday } from './words.ts';

export const LANGUAGES = ['English', 'Deutsch', 'Français', 'Español', 'Italiano', 'Polski', 'Türkçe', 'Português'];
export const EVERY_WEEKS = [1, 2, 4];

const PARTS: Readonly<Record<PartOfDay, Phrase>> = {
  morning: phrase`Morning, 8 to 11`,
  midday: phrase`Midday, 11 to 14`,
  afternoon: phrase`Afternoon, 14 to 17`,
  evening: phrase`Evening, 17 to 20`,
};
const OFTEN: Readonly<Record<number, Phrase>> = {
  1: phrase`every week`,
  2: phrase`every two weeks`,
  4: phrase`every four weeks`,
};

/** A match, as one of its people may read it; topics that people are firm on only where all of them agreed. */
export type Proposed = {
  match: Match;
  reader: Member;
  own: string | undefined;
  others: readonly Explaining[];
};

type Explaining = { member: Member; explains: string | undefined };

export function partnersForm(about: {
  people: readonly Member[];
  seeker: Seeker | undefined;
  avoided: readonly string[];
}): Outbound {
  const { people, seeker, avoided } = about;
  return message([
    text(
      md`**A study partner, for ten minutes a week.** On Mondays I propose somebody who learns the same; you both say yes, or nothing happens.`,
    ),
    ...timesOf(seeker).map((input) => ({ type: 'input', input }) as const),
    ...choicesOf(people, seeker, avoided).map((input) => ({ type: 'input', input }) as const),
    note(md`Without that, a proposal names topics to talk about, and not who knows them. Whom you avoid never learns of it.`),
    buttons(
      button('save', seeker ? phrase`Save` : phrase`Match me`, { type: 'submit-partners' }, { primary: true }),
      ...(seeker ? [pauseButton(seeker)] : []),
      ...(seeker ? [button('leave', phrase`Leave`, { type: 'leave-partners' })] : []),
    ),
  ]);
}

function pauseButton({ paused }: Seeker): Button {
  if (paused) return button('resume', phrase`Resume`, { type: 'pause-partners', pause: false });
  return button('pause', phrase`Pause`, { type: 'pause-partners', pause: true });
}

function timesOf(seeker: Seeker | undefined): Input[] {
  const days = [2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) }));
  const parts = PARTS_OF_DAY.map((part) => ({ value: part, label: PARTS[part] }));
  return [
    {
      ...{ as: 'some-of', id: 'days', label: phrase`Days`, hint: phrase`None: any day you work.`, optional: true },
      ...{ options: days, value: (seeker?.days ?? []).map(String) },
    },
    {
      ...{ as: 'some-of', id: 'parts', label: phrase`Times`, hint: phrase`Within your hours. None: any time.`, optional: true },
      ...{ options: parts, value: [...(seeker?.parts ?? [])] },
    },
  ];
}

function choicesOf(people: readonly Member[], seeker: Seeker | undefined, avoided: readonly string[]): Input[] {
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const value = avoided.filter((id) => people.some((each) => each.id === id));
  return [
    {
      ...{ as: 'some-of', id: 'languages', label: phrase`Languages`, hint: phrase`None: any.`, optional: true },
      ...{ options: LANGUAGES.map((each) => ({ value: each, label: each })), value: [...(seeker?.languages ?? [])] },
    },
    {
      ...{ as: 'one-of', id: 'every', label: phrase`How often`, value: String(seeker?.everyWeeks ?? 1) },
      options: EVERY_WEEKS.map((weeks) => ({ value: String(weeks), label: capital(OFTEN[weeks] ?? '') })),
    },
    { as: 'people', id: 'avoid', label: phrase`Not with`, optional: true, options, value },
    {
      ...{ as: 'some-of', id: 'tells', label: phrase`What a partner may read`, optional: true },
      options: [{ value: 'yes', label: phrase`A topic I am firm on, and one I am not` }],
      value: seeker?.tellsTopics ? ['yes'] : [],
    },
  ];
}

export function partnersSaved({ everyWeeks, paused }: Seeker): Outbound {
  if (paused) return message([text(md`Saved. You stay paused: no study partners until you say resume partners.`)]);
  const often = everyWeeks === 1 ? md`I look on Mondays.` : md`I look on Mondays, at most ${OFTEN[everyWeeks] ?? ''}.`;
  return message([
    text(md`Saved. ${often} Pause partners, leave partners and not with NAME work at any time, and nobody is told.`),
  ]);
}

/** To each in private. */
export function proposal(about: Proposed): Outbound {
  const { match, others } = about;
  const nots = others.map(({ member: { id, name } }) =>
    button(`avoid-${id}`, cut(phrase`Not with ${name}`), { type: 'avoid-partner', match: match.id, member: id }),
  );
  return message([
    text(md`${invited(about)} ${whenOf(about)}`),
    ...whatToDo(about),
    buttons(
      button('yes', phrase`Yes`, { type: 'answer-match', match: match.id, yes: true }, { primary: true }),
      button('no', phrase`Not this week`, { type: 'answer-match', match: match.id, yes: false }),
      ...nots,
    ),
    note(md`If you say no, nobody is told which no it was.`),
  ]);
}

function invited({ others: [one, other] }: Proposed): Markdown {
  const name = one?.member.name ?? '';
  if (!other) return md`**You and ${name}, this week, if you both like.**`;
  return md`**You, ${name} and ${other.member.name}, this week, if you all like.**`;
}

function namesOf({ others }: Proposed): Phrase {
  return inWords(others.map(({ member }) => member.name));
}

function whenOf({ match: { at }, reader, others }: Proposed): Markdown {
  if (!at) return md`You find a time yourselves.`;
  const when = at.toZonedDateTimeISO(reader.zone);
  const [day, time] = [weekday(when.dayOfWeek), clock(when.toPlainTime())];
  return others.length === 1 ? md`Both of you are free ${day} at ${time}.` : md`All of you are free ${day} at ${time}.`;
}

/** Into the chat of those who have all said yes. */
export function together(match: Match, partners: readonly Explaining[]): Outbound {
  const names = listed(partners.map(({ member }) => member.name));
  return message([
    text(md`**${names}: you all said yes.** When you are all free, each of you has read in private.`),
    ...whatToDo({ match, own: undefined, others: partners }),
  ]);
}

/** One concrete thing. */
function whatToDo({ match, own, others }: Pick<Proposed, 'match' | 'own' | 'others'>): Block[] {
  const firm = others.flatMap(({ member, explains }) =>
    explains === undefined ? [] : [md`${member.name} is firm on ${explains}.`],
  );
  const [first, ...more] = [...(own === undefined ? [] : [md`You are firm on ${own}.`]), ...firm];
  if (first && more.length > 0) return [text(md`${joined([first, ...more], ' ')} Explain one to each other, ten minutes.`)];
  if (first) return [text(md`${first} Explain it, and let the other say it back, ten minutes.`)];
  const topics = listed(match.topics);
  if (match.topics.length === 0) return [text(md`Explain to each other what was hardest last week, ten minutes.`)];
  if (match.topics.length < staying(match).length)
    return [text(md`To talk about, ten minutes: ${topics}. Take turns explaining, without looking it up.`)];
  return [text(md`To talk about, ten minutes: ${topics}. Each explains one without looking it up.`)];
}

export function waitingForOthers(about: Proposed): Outbound {
  return message([text(md`Noted: yes, with ${namesOf(about)}. You hear from me when it is on.`)]);
}

export function declinedNow(): Outbound {
  return message([text(md`All right, not this week. Nobody is told why.`)]);
}

export function avoidedNow({ name }: Member): Outbound {
  return message([
    text(md`All right: you are not matched with ${name} again, and they never learn of it. Say partners to change that.`),
  ]);
}

/** In the place of a proposal. */
export function fellThrough(): Outbound {
  return message([text(md`This one does not work out this week. On Monday I look again.`)]);
}

export function itIsOn(about: Proposed): Outbound {
  return message([
    text(md`**It is on: you and ${namesOf(about)}.** ${whenOf(about)}`),
    text(md`Who reads this first writes to the other.`),
    ...whatToDo(about),
    ...forThem(about),
  ]);
}

function forThem({ others: [first] }: Proposed): Block[] {
  return first ? [writeForThem(first.member.id)] : [];
}

export function askedWhether(about: Proposed): Outbound {
  const { match } = about;
  return message([
    text(md`You and ${namesOf(about)}: did it happen?`),
    buttons(
      button('met', phrase`Yes, it did`, { type: 'report-meeting', match: match.id, met: true }, { primary: true }),
      button('not-met', phrase`Not this time`, { type: 'report-meeting', match: match.id, met: false }),
    ),
  ]);
}

export function heardWhether(met: boolean, about: Proposed): Outbound {
  return message([
    text(met ? md`Good. On Monday I look for the next.` : md`All right. On Monday I look again.`),
    ...forThem(about),
  ]);
}
