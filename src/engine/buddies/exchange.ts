import { type Draft, draftIn, flawOf, isOpen, linesIn, type Written } from '../../domain/exchange.ts';
import { normalise } from '../../domain/grade/normalise.ts';
import type { Member } from '../../domain/member.ts';
import { decksOf } from '../../domain/path/path.ts';
import type { IntentOf } from '../../intents.ts';
import type { Markdown } from '../../markdown.ts';
import { nobodyToWriteFor, nothingToUndo, onItsWay, type Place, takenBack, whyNot, writeForm } from '../../views/exchange.ts';
import { findPerson } from '../find-person.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, tell, type Visit } from '../turn.ts';
import { setWritten } from './exchange-deliver.ts';
import { alarmOf, betweenThem, readersOf } from './exchange-pair.ts';

/** `write`, `write for Ana: …`: sent at once where all of it is said, else the form with what is. */
export async function openWrite(visit: Visit, { member: id, name, words = '' }: IntentOf<'open-write'>): Promise<void> {
  const readers = await readersOf(visit, visit.member.id);
  if (readers.length === 0) return void (await replace(visit, nobodyToWriteFor()));
  const person = name === undefined ? readers.find((each) => each.id === id) : await findPerson(visit, name);
  const reader = readers.find((each) => each.id === person?.id);
  if (name !== undefined && !reader) return void (await replace(visit, nobodyToWriteFor(name)));
  const said = draftIn(words);
  const { topic: wanted, ...rest } = said;
  const places = await placesOf(visit, reader ? [reader] : readers);
  const place = wanted === undefined ? await lastPlace(visit, places) : placeOf(places, wanted);
  const draft: Partial<Draft> = { ...rest, ...place };
  if (reader && place && rest.answer !== undefined) return send(visit, reader, { ...EMPTY, ...draft });
  await showForm(visit, { readers, reader, places, draft });
}

const EMPTY = { deck: '', topic: '', question: '', answer: '', wrong: [], explanation: '', named: false };

/** The form. A form that is forged may name anybody: who may not be written to is nobody. */
export async function submitWritten(visit: Visit): Promise<void> {
  const value = (field: string) => [visit.values[field] ?? []].flat()[0] ?? '';
  const readers = await readersOf(visit, visit.member.id);
  const reader = readers.find(({ id }) => id === value('for')) ?? (readers.length === 1 ? readers[0] : undefined);
  if (!reader) return void (await replace(visit, nobodyToWriteFor()));
  const places = await placesOf(visit, [reader]);
  const place = places.find((each) => keyOf(each) === value('topic'));
  const [question, answer, explanation] = ['question', 'answer', 'explanation'].map(value);
  const named = value('named') === 'yes';
  const said = { question: question ?? '', answer: answer ?? '', wrong: linesIn(value('wrong')), explanation: explanation ?? '' };
  if (place) return send(visit, reader, { ...said, named, ...place });
  await showForm(visit, { readers, reader, places, draft: { ...said, named }, lead: whyNot('no-topic', reader) });
}

async function send(visit: Visit, reader: Member, draft: Draft): Promise<void> {
  const { member, records } = visit;
  const before = (await records.writtenQuestions.by(member.id)).find((each) => each.reader === reader.id && isOpen(each));
  const flaw = before ? 'open' : flawOf(draft);
  if (flaw !== undefined) {
    const readers = await readersOf(visit, member.id);
    return showForm(visit, { readers, reader, places: await placesOf(visit, [reader]), draft, lead: whyNot(flaw, reader) });
  }
  const own = { id: visit.newId(), writer: member.id, reader: reader.id, writtenAt: visit.now };
  const written: Written = { ...draft, ...own, state: 'waiting', tells: false };
  await records.writtenQuestions.save(written);
  await setWritten(visit, written, reader);
  await replace(visit, onItsWay(written, reader), betweenThem(visit, written));
}

/** The button, or `undo write`: until it is answered. */
export async function undoWritten(visit: Visit, { written: id }: IntentOf<'undo-written'>): Promise<void> {
  const { member, records } = visit;
  const newest = (await records.writtenQuestions.by(member.id)).findLast(isOpen);
  const written = await records.writtenQuestions.get(id ?? newest?.id ?? '');
  const isStill = written?.writer === member.id && (written.state === 'waiting' || written.state === 'sent');
  if (!isStill) return void (await replace(visit, nothingToUndo()));
  await records.writtenQuestions.remove(written.id);
  await records.alarms.set('written', alarmOf(written), undefined);
  if (written.letter) await tell(visit, written.reader, takenBack(), { replaces: written.letter });
  await replace(visit, takenBack());
}

type Form = {
  readers: readonly Member[];
  reader: Member | undefined;
  places: readonly Place[];
  draft: Partial<Draft>;
  lead?: Markdown;
};

async function showForm(visit: Visit, { readers, ...form }: Form): Promise<void> {
  await inPrivate(visit);
  const titles = new Map((await visit.records.decks.list()).map(({ id, title }) => [id, title]));
  const ids = readers.map(({ id }) => id);
  const purpose = ['written', visit.member.id, ...ids, `${visit.cause}/${visit.letters.length + 1}`].join(':');
  await tell(visit, visit.member.id, writeForm({ ...form, readers, titles }), { purpose });
}

/** The topics that a writer learns, and one of these people as well. */
async function placesOf({ member, records, paths }: Visit, people: readonly Member[]): Promise<Place[]> {
  const studies = await records.matches.studies([member.id, ...people.map(({ id }) => id)]);
  const learned = studies.map(({ decks, path }) => {
    const followed = paths.find(({ id }) => id === path);
    return new Set([...decks, ...(followed ? decksOf(followed) : [])]);
  });
  const [own = new Set<string>(), ...others] = learned;
  const both = [...own].filter((deck) => others.some((each) => each.has(deck)));
  const items = await records.decks.items(both);
  return [...new Map(items.map(({ deck, topic }) => [keyOf({ deck, topic }), { deck, topic }])).values()];
}

function keyOf({ deck, topic }: Place): string {
  return `${deck}/${topic}`;
}

function placeOf(places: readonly Place[], words: string): Place | undefined {
  return places.find(({ topic }) => normalise(topic) === normalise(words));
}

/** What somebody answered last is what they most likely write about. */
async function lastPlace({ member, records }: Visit, places: readonly Place[]): Promise<Place | undefined> {
  const attempt = await records.attempts.latest(member.id);
  const version = attempt && (await records.decks.version(attempt));
  return places.find(({ deck, topic }) => deck === version?.deck && topic === version.item.topic) ?? only(places);
}

function only(places: readonly Place[]): Place | undefined {
  return places.length === 1 ? places[0] : undefined;
}
