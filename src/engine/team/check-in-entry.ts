import {
  type CheckIn,
  type CheckInEntry,
  emptyEntry,
  isGiven,
  isWithdrawn,
  LINES,
  type Line,
  noted,
  OUTCOMES,
  withPlan,
} from '../../domain/check-in.ts';
import { languageFor } from '../../domain/language.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { checkInSaved, draftKept, noteSaved } from '../../views/check-in.ts';
import { settled } from '../../views/session.ts';
import { sentence, weekday } from '../../views/words.ts';
import { replace, reply, type Visit } from '../turn.ts';
import { refreshSummary } from './summary.ts';
import { roleIn } from './team.ts';

// A line of a check-in is a line; what is longer is cut, and nothing but its end is lost.
const LONGEST_LINE = 1000;
const TAKEN_BACK = phrase`All right, what you wrote is taken back. Say check-in if you change your mind.`;

export async function submitCheckIn(visit: Visit, intent: IntentOf<'submit-check-in'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  const entry = await readEntry(visit, found.checkIn);
  const isEmpty = isWithdrawn(entry);
  if (isEmpty && !(found.own && isGiven(found.own))) {
    await reply(visit, sentence(md`All of it is empty. One line is enough; or press Not this week.`));
    return;
  }
  await visit.records.checkIns.saveEntry(isEmpty ? emptyEntry(entry) : entry);
  const topics = entry.hurdles === '' ? [] : await topicsOf(visit, found.team);
  await replace(visit, isEmpty ? settled(TAKEN_BACK) : checkInSaved(found.team, topics));
  await refreshSummary(visit, found.team, found.checkIn);
}

/** Keeps what is written so far, for its writer alone. */
export async function keepDraft(visit: Visit, intent: IntentOf<'keep-draft'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  if (found.own && isGiven(found.own)) {
    await reply(visit, sentence(md`What you sent before stays as it is; press Send to change it.`));
    return;
  }
  await visit.records.checkIns.saveEntry({ ...(await readEntry(visit, found.checkIn)), draft: true });
  await replace(visit, draftKept(found.team));
}

/** A day's note joins what was written in the week. */
export async function submitNote(visit: Visit, intent: IntentOf<'submit-note'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  const note = { did: lineIn(visit, 'did'), hurdles: lineIn(visit, 'hurdles'), at: visit.now };
  if (note.did === '' && note.hurdles === '') {
    await reply(visit, sentence(md`Both lines are empty. One is enough.`));
    return;
  }
  const before = found.own ?? emptyEntry({ checkIn: found.checkIn.id, member: visit.member.id, at: visit.now });
  // What is kept stands in the writer's language, as their own words beside it do.
  const day = weekday(Temporal.PlainDate.from(intent.day).dayOfWeek).in(languageFor(visit.member, visit.workspace));
  await visit.records.checkIns.saveEntry(noted(before, note, day));
  await replace(visit, noteSaved(found.team, note.hurdles === '' ? [] : await topicsOf(visit, found.team)));
  await refreshSummary(visit, found.team, found.checkIn);
}

/** Not this week: what was written before is taken back as well. */
export async function skipCheckIn(visit: Visit, intent: IntentOf<'skip-check-in'>): Promise<void> {
  const found = await ownCheckIn(visit, intent.checkIn);
  if (!found) return;
  await visit.records.checkIns.saveEntry(emptyEntry({ checkIn: found.checkIn.id, member: visit.member.id, at: visit.now }));
  await replace(visit, settled(phrase`All right, not this week. Say check-in if you change your mind.`));
  await refreshSummary(visit, found.team, found.checkIn);
}

async function ownCheckIn(
  visit: Visit,
  id: string,
): Promise<{ checkIn: CheckIn; team: Team; own: CheckInEntry | undefined } | undefined> {
  const checkIn = await visit.records.checkIns.get(id);
  const team = checkIn && (await visit.records.teams.get(checkIn.team));
  if (checkIn && team && roleIn(await visit.records.teams.members(team.id), visit.member.id)) {
    const own = (await visit.records.checkIns.entries(id)).find((each) => each.member === visit.member.id);
    return { checkIn, team, own };
  }
  await reply(visit, sentence(md`You are not on that team any more.`));
  return undefined;
}

function lineIn({ values }: Visit, line: Line): string {
  return String(values[line] ?? '')
    .trim()
    .slice(0, LONGEST_LINE);
}

async function readEntry(visit: Visit, checkIn: CheckIn): Promise<CheckInEntry> {
  const told = visit.values['named'] ?? [];
  const lastNext = OUTCOMES.find((outcome) => outcome === visit.values['last-next']);
  const entry: CheckInEntry = {
    ...emptyEntry({ checkIn: checkIn.id, member: visit.member.id, at: visit.now }),
    ...Object.fromEntries(LINES.map((line) => [line, lineIn(visit, line)])),
    ...(lastNext && { lastNext }),
    ...{ named: told.includes('yes'), asksHelp: told.includes('help'), sharesNext: told.includes('next') },
  };
  return withPlan(entry, await visit.records.checkIns.before(checkIn, visit.member.id));
}

async function topicsOf({ records }: Visit, team: Team): Promise<{ deck: string; topic: string }[]> {
  const topics = new Set((await records.decks.items([team.deck])).map(({ topic }) => topic));
  return [...topics].map((topic) => ({ deck: team.deck, topic }));
}
