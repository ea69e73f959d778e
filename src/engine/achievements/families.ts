import { may } from '../../domain/access.ts';
import {
  type Counts,
  countsOf,
  type FamilyChange,
  rulesAt,
  takenBack,
  tunedTo,
  wrongTier,
} from '../../domain/achievements/overlay.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import type { Audited } from '../../domain/audit.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { shipped } from '../../phrase.ts';
import { noSuchFamily } from '../../views/achievements.ts';
import { families, familiesChanged, outOfBounds } from '../../views/families.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, reply, tell, type Visit } from '../turn.ts';
import { numbersIn } from '../understand.ts';
import { familyNamed } from './achievements.ts';
import { proposalNow } from './diagnosis.ts';

// An answer that is being kept at this moment was weighed by what held before, and replay has to see it so.
const SOON = { minutes: 1 };

/** The families as they will be once all that was changed holds. */
function settled(visit: Visit, changes: readonly FamilyChange[] = visit.workspace.families): readonly Rule[] {
  return rulesAt(visit.families, changes, visit.now.add(SOON));
}

/** `families`: what each asks for here, and a form to change that. */
export async function openFamilies(visit: Visit): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  await inPrivate(visit);
  await tell(visit, visit.member.id, families(settled(visit), visit.families));
}

/** `thresholds NAME 1 12 40`, or the form. */
export async function setThresholds(visit: Visit, wanted: IntentOf<'set-thresholds'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const rule = meant(visit, wanted.family);
  if (!rule) return noSuch(visit);
  const [starter, standard, mastery, ...more] = wanted.counts ?? numbersIn(String(visit.values['counts'] ?? ''));
  if (starter === undefined || standard === undefined || mastery === undefined || more.length > 0)
    return void (await reply(visit, outOfBounds(rule, undefined)));
  await tuneFamilies(visit, { type: 'tune-families', proposed: [{ family: rule.family, counts: [starter, standard, mastery] }] });
}

/** Other counts for some families, those that were proposed or that somebody chose: one tap, one thing to take back. */
export async function tuneFamilies(visit: Visit, { proposed }: IntentOf<'tune-families'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const wanted = proposed ?? (await proposalNow(visit));
  const changes: FamilyChange[] = [];
  const rules = settled(visit, await heldNow(visit));
  for (const { family, counts } of wanted) {
    const file = visit.families.find((each) => each.family === family);
    if (!file) continue;
    const wrong = wrongTier(file, counts);
    if (wrong) return void (await reply(visit, outOfBounds(file, wrong)));
    const here = rules.find((each) => each.family === family);
    if (here && !isSame(here, counts)) changes.push(tunedTo(file, counts, here.off === true, visit.now.add(SOON)));
  }
  if (changes.length === 0)
    return void (await replace(visit, sentence(md`There is nothing to change: say families to see all.`)));
  await change(visit, 'thresholds-changed', changes);
}

/** `family off NAME`, `family on NAME`, or the form. */
export async function switchFamily(visit: Visit, { family, on }: IntentOf<'switch-family'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const rule = meant(visit, family);
  if (!rule) return noSuch(visit);
  const held = await heldNow(visit);
  const isOn = settled(visit, held).find((each) => each.family === rule.family)?.off !== true;
  if (isOn === on) {
    const title = shipped(rule.title);
    const words = on
      ? md`${title} is on already. Say families to see all.`
      : md`${title} is off already. Say families to see all.`;
    return void (await reply(visit, sentence(words)));
  }
  const before = held.findLast((each) => each.family === rule.family);
  const changed = { ...(before?.counts && { counts: before.counts }), family: rule.family, since: visit.now.add(SOON), off: !on };
  await change(visit, on ? 'family-turned-on' : 'family-turned-off', [changed]);
}

/** `undo thresholds`, or the button of a change: as it was before. */
export async function undoThresholds(visit: Visit, { since }: IntentOf<'undo-thresholds'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const back = takenBack(await heldNow(visit), visit.now.add(SOON), since);
  if (back.length === 0)
    return void (await replace(visit, sentence(md`There is nothing to take back: it has been changed since, or never was.`)));
  await change(visit, 'thresholds-changed', back);
}

/** What was changed here, locked: somebody else may change another meanwhile. */
async function heldNow({ records }: Visit): Promise<readonly FamilyChange[]> {
  await records.workspace.lock();
  return (await records.workspace.get()).families;
}

/** Kept with its time, so that replay asks what was asked then; ids and numbers in the audit trail. */
async function change(visit: Visit, action: Audited, changes: readonly FamilyChange[]): Promise<void> {
  const kept = [...(await heldNow(visit)), ...changes];
  await visit.records.workspace.keepFamilies(kept);
  const rules = settled(visit, kept);
  const changed = changes.flatMap(({ family }) => rules.find((each) => each.family === family) ?? []);
  for (const rule of changed) {
    const detail = { family: rule.family, counts: countsOf(rule).join(' '), given: rule.off ? 'off' : 'on' };
    await witness(visit, action, 'workspace', detail);
  }
  await replace(visit, familiesChanged(changed, String(changes[0]?.since)));
}

function meant(visit: Visit, name: string | undefined): Rule | undefined {
  return familyNamed(settled(visit), name ?? String(visit.values['family'] ?? ''));
}

function isSame(rule: Rule, counts: Counts): boolean {
  return countsOf(rule).every((count, i) => count === counts[i]);
}

async function noSuch(visit: Visit): Promise<void> {
  await reply(visit, noSuchFamily(visit.rules.map(({ title }) => title)));
}

async function notAuthor(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`Only an author or an admin says what achievements ask for here.`));
}
