import { may } from '../../domain/access.ts';
import { languageNamed } from '../../domain/language.ts';
import { zoneOf } from '../../domain/time-words.ts';
import type { FormValues } from '../../events.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { refused, workspaceForm } from '../../views/settings.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { notify } from '../notice.ts';
import { meet, meetAll, replace, reply, tell, type Visit } from '../turn.ts';

const ROLES = ['admin', 'author'] as const;
type Role = (typeof ROLES)[number];

export async function openWorkspace(visit: Visit): Promise<void> {
  if (!may('set-up-workspace', visit.member)) return notAdmin(visit);
  const { records, workspace } = visit;
  const form = workspaceForm(workspace, { decks: await records.decks.list(), known: await records.members.all() });
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have sent you the form, in private.`));
  await tell(visit, visit.member.id, form);
}

export async function submitWorkspace(visit: Visit): Promise<void> {
  if (!may('set-up-workspace', visit.member)) return notAdmin(visit);
  const holidays = String(visit.values['holidays'] ?? '')
    .trim()
    .toUpperCase();
  const deck = String(visit.values['deck'] ?? '');
  const language = languageNamed(String(visit.values['language'] ?? '')) ?? visit.workspace.language;
  const zone = zoneOf(String(visit.values['zone'] ?? ''));
  const title = (await visit.records.decks.list()).find((each) => each.id === deck)?.title;
  const chosen = { admin: people(visit.values['admins']), author: people(visit.values['authors']) };
  const problems = [
    ...(zone ? [] : [phrase`The time zone should be a name like Europe/Berlin.`]),
    ...(holidays === '' || visit.isRegion(holidays)
      ? []
      : [phrase`Holidays are chosen by a country, state or region like DE, DE-BY or DE-BY-A.`]),
    ...(title ? [] : [phrase`Choose one of the decks.`]),
    ...(chosen.admin?.length === 0 ? [phrase`At least one admin has to remain.`] : []),
  ];
  if (!zone || problems.length > 0) {
    await reply(visit, refused(problems));
    return;
  }
  await visit.records.workspace.save({ id: visit.id, zone, language, defaultDeck: deck, ...(holidays && { holidays }) });
  await witness(visit, 'settings-workspace', 'workspace', { deck, zone, holidays, language });
  await meetAll(visit, [...(chosen.admin ?? []), ...(chosen.author ?? [])]);
  for (const role of ROLES) await grant(visit, role, chosen[role]);
  await replace(
    visit,
    sentence(
      md`Saved: newcomers learn ${title ?? deck}; ${holidays ? phrase`public holidays of ${holidays} are free` : phrase`no public holidays`}.`,
    ),
  );
}

/** Gives a role to the people chosen and takes it from the others; a choice that was not sent along changes nothing. */
async function grant(visit: Visit, role: Role, chosen: readonly string[] | undefined): Promise<void> {
  if (!chosen) return;
  const { members } = visit.records;
  const changed = (await members.all()).filter((member) => member[role] !== chosen.includes(member.id)).map(({ id }) => id);
  for (const id of changed.sort()) {
    const wanted = chosen.includes(id);
    await members.save({ ...(await meet(visit, id)), [role]: wanted });
    await witness(visit, wanted ? 'role-granted' : 'role-taken', `member:${id}`, { role });
    if (wanted && id !== visit.member.id) await notify(visit, id, 'role', role);
  }
}

function people(value: FormValues[string] | undefined): string[] | undefined {
  return typeof value === 'string' ? [value].filter(Boolean) : value && [...value];
}

async function notAdmin(visit: Visit): Promise<void> {
  await reply(
    visit,
    sentence(md`Only an admin of Cairn may change the workspace: whoever wrote to me first, or was made an admin since.`),
  );
}
