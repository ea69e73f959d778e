import { type Cue, watched } from '../../domain/cue.ts';
import { isAway, type Member } from '../../domain/member.ts';
import { dayAt, instantAt, isWelcome, mayBeAsked } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { phrase } from '../../phrase.ts';
import type { FeedQuestion } from '../../ports/cues.ts';
import { calendarCue, cueEnded, cueNow, secretGone, webhookCue } from '../../views/cues.ts';
import { sentence } from '../../views/words.ts';
import { offerToday } from '../quiz/morning.ts';
import { nextLine, sessionsOf } from '../quiz/plan.ts';
import { keep, replace, reply, say, type Turn, tell, Unfetched, type Visit, worded } from '../turn.ts';

const NO_KEY = phrase`Secrets cannot be kept here yet: an operator has to set ENCRYPTION_KEYS first.`;

// Long enough to copy it.
const SECRET_MINUTES = 60;

/** `cue`: what tells that it is time, with what else there is. */
export async function openCue(visit: Visit): Promise<void> {
  await tellAlone(visit, cueNow(visit.member));
}

/** `cue calendar URL "Stand-up"`, or the form: the session comes when that event of the day ends. */
export async function setCalendarCue(visit: Visit, wanted: IntentOf<'set-calendar-cue'>): Promise<void> {
  const url = (wanted.url ?? String(visit.values['url'] ?? '')).trim().replace(/^webcal:/i, 'https:');
  const event = (wanted.event ?? String(visit.values['event'] ?? '')).trim();
  if (!/^https:\/\/\S+$/i.test(url) || event === '') {
    await reply(
      visit,
      sentence(md`Which calendar and event? Say it like this: cue calendar https://calendar.example.com/secret.ics "Stand-up".`),
    );
    return;
  }
  if (!visit.vault) return void (await reply(visit, sentence(NO_KEY)));
  const { member } = visit;
  const cue: Cue = { kind: 'calendar', event, sealed: visit.vault.close(url, aboutOf(visit, member)) };
  await keep(visit, { ...member, cue });
  if (visit.conversation.kind === 'channel')
    await reply(visit, sentence(md`I have answered you in private. An address that others may read is no secret any more.`));
  const letter = await tell(visit, member.id, calendarCue(member, event, 'unread'));
  // Their calendar may take longer than a platform waits: it is answered first.
  const look = { kind: 'cue-calendar', subject: `${member.id} ${letter}`, at: visit.now } as const;
  await visit.records.alarms.set(look.kind, look.subject, look.at);
  visit.soon.push(look);
}

/** The alarm of a calendar that was just named: what it says of today joins the message that confirmed it. */
export async function ringCueCalendar(turn: Turn, subject: string): Promise<void> {
  const [id = '', letter = ''] = subject.split(' ');
  const [member] = await turn.records.members.all([id]);
  const url = member && secretOf(turn, member);
  if (member?.cue?.kind !== 'calendar' || url === undefined) return;
  const { event } = member.cue;
  const ends = fetched(turn, { url, event, day: today(turn, member), zone: member.zone });
  await tell(turn, id, calendarCue(member, event, { ends }), { replaces: letter });
}

/** `cue webhook`: an address and a secret, shown once; those before them are over. */
export async function setWebhookCue(visit: Visit): Promise<void> {
  const link = visit.cueLink(visit.id);
  if (!visit.vault) return void (await reply(visit, sentence(NO_KEY)));
  if (!link)
    return void (await reply(visit, sentence(md`I have no public address here: an operator has to set PUBLIC_URL first.`)));
  const cue: Cue = { kind: 'webhook', hook: link.hook, sealed: visit.vault.close(link.secret, aboutOf(visit, visit.member)) };
  await keep(visit, { ...visit.member, cue });
  const letter = await tellAlone(visit, webhookCue(link));
  await visit.records.alarms.set('cue-secret', `${visit.member.id} ${letter}`, visit.now.add({ minutes: SECRET_MINUTES }));
}

/** The alarm of a secret that was shown: it goes, from the message and from what is kept of that. */
export async function ringCueSecret(turn: Turn, subject: string): Promise<void> {
  const [id = '', letter = ''] = subject.split(' ');
  const [member] = await turn.records.members.all([id]);
  if (!member) return;
  const to = { kind: 'member', member: id } as const;
  await say(turn, to, secretGone(), { replaces: letter });
  await turn.records.privacy.retell(letter, await worded(turn, to, secretGone()));
}

/** `cue off`: the time of day alone. */
export async function endCue(visit: Visit): Promise<void> {
  const { cue: _, ...member } = visit.member;
  await keep(visit, member);
  await replace(visit, cueEnded(member, await nextLine(visit, member)));
}

/** When a session waits for the end of an event, or, where there is none in time or the calendar cannot be read, for its time; nothing where it may come now. */
export function waitsUntil(turn: Turn, member: Member): Temporal.Instant | undefined {
  if (member.cue?.kind !== 'calendar') return undefined;
  const day = today(turn, member);
  const url = secretOf(turn, member);
  const ends = url === undefined ? undefined : fetched(turn, { url, event: member.cue.event, day, zone: member.zone });
  // One that was over before their hours began has ended as well.
  const end = ends?.find((each) => isOver(turn, each) || mayBeAsked(each, watched(member), turn.isHoliday));
  const at = end ?? instantAt(day, member.sessionTime, member.zone);
  return isOver(turn, at) ? undefined : at;
}

function isOver({ now }: Turn, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) <= 0;
}

/** A signed call: opens the day's session, where it has not come yet and its learner may be written to. Says what came of it. */
export async function ringCue(turn: Turn, id: string, call: string): Promise<string> {
  if (!(await turn.records.claim(`cue:${call}`, turn.now))) return 'taken before';
  const member = await turn.records.members.lock(id);
  if (member?.cue?.kind !== 'webhook' || isAway(member, dayAt(turn.now, member.zone))) return 'away';
  if (!isWelcome(turn.now, member, turn.isHoliday) && !mayBeAsked(turn.now, member, turn.isHoliday)) return 'outside hours';
  if ((await sessionsOf(turn, member)).today?.planned) return 'offered before';
  return (await offerToday(turn, member)) ? 'offered' : 'nothing due';
}

function today({ now }: Turn, { zone }: Member): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

// Read outside the transaction, which starts over with what was found.
function fetched(turn: Turn, question: FeedQuestion): readonly Temporal.Instant[] | undefined {
  const name = JSON.stringify(question);
  if (!turn.feeds.has(name)) throw new Unfetched(question);
  return turn.feeds.get(name);
}

function aboutOf({ id }: Turn, member: Member): string {
  return `${id} ${member.id}`;
}

function secretOf(turn: Turn, member: Member): string | undefined {
  try {
    return member.cue && turn.vault?.open(member.cue.sealed, aboutOf(turn, member));
  } catch (error) {
    turn.log.warn({ workspace: turn.id, member: member.id, error: String(error) }, 'the secret of a cue cannot be opened');
    return undefined;
  }
}

async function tellAlone(visit: Visit, outbound: Outbound): Promise<string | undefined> {
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have answered you in private.`));
  return tell(visit, visit.member.id, outbound);
}
