import { modelAnswer } from '../../domain/deck.ts';
import {
  type Certificate,
  type CertificateState,
  certified,
  evidenceOf,
  expiryOf,
  mastered,
  stateOf,
} from '../../domain/path/certificate.ts';
import { decksOf, type Module, type Path } from '../../domain/path/path.ts';
import { key } from '../../domain/pick.ts';
import { certificates as certificatesView, noAddress, noCertificate } from '../../views/certificates.ts';
import { noPath } from '../../views/path.ts';
import { inPrivate } from '../member/privacy.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';
import { type Following, followingOf, standingsOn } from './path.ts';

type Reading = Pick<Turn, 'records' | 'paths' | 'now'>;

/** `certificate`: of each module that is mastered, with its address to share. */
export async function openCertificates(visit: Visit): Promise<void> {
  const following = await followingOf(visit, visit.member.id);
  if (!following) return void (await reply(visit, noPath(visit.paths.length > 0)));
  const modules = mastered(following.standings);
  if (modules.length === 0) return void (await reply(visit, noCertificate(following)));
  const { showcase } = visit;
  if (showcase?.urlOf(visit.id, '') === undefined) return void (await reply(visit, noAddress()));
  const shown = [];
  for (const module of modules) {
    const certificate = (await standing(visit, following, module)) ?? (await issue(visit, following, module, showcase.newId()));
    shown.push({ certificate, url: showcase.urlOf(visit.id, certificate.id) ?? '' });
  }
  await inPrivate(visit);
  await tell(visit, visit.member.id, certificatesView(shown, showcase.signs));
}

/** The certificate that was given already, while it holds. */
async function standing(visit: Visit, { path }: Following, module: Module): Promise<Certificate | undefined> {
  const given = (await visit.records.certificates.of(visit.member.id)).filter(
    (each) => each.path === path.id && each.module === module.id,
  );
  for (const certificate of given) if ((await stateNow(visit, certificate)) === 'valid') return certificate;
  return undefined;
}

async function issue(visit: Visit, { path, standings }: Following, module: Module, id: string): Promise<Certificate> {
  const { now, member } = visit;
  const certificate: Certificate = {
    ...{ id, member: member.id, name: member.name, path: path.id, role: path.title },
    ...{ module: module.id, title: module.title, capability: module.capability },
    ...{ issuedAt: now, expiresAt: expiryOf(now), evidence: evidenceOf(certified(standings, module.id)) },
  };
  await visit.records.certificates.add(certificate);
  return certificate;
}

/** A certificate by its id, and whether it still says what is so. */
export async function certificateNow(turn: Reading, id: string) {
  const certificate = await turn.records.certificates.get(id);
  return certificate && { certificate, state: await stateNow(turn, certificate) };
}

async function stateNow(turn: Reading, certificate: Certificate): Promise<CertificateState> {
  const path = turn.paths.find((each) => each.id === certificate.path);
  const standings = path ? await standingsOn(turn, certificate.member, path) : [];
  const gate = path?.gate ?? { recall: 0, answers: 0 };
  return stateOf(certificate, { now: turn.now, gate, standings, changed: await changedKeys(turn, certificate, path) });
}

// A new version may have other words alone: what was right is still right then.
async function changedKeys({ records }: Reading, { evidence }: Certificate, path: Path | undefined): Promise<Set<string>> {
  const newest = new Map((await records.decks.items(path ? decksOf(path) : [])).map((each) => [key(each), each]));
  const changed = new Set<string>();
  for (const asked of evidence) {
    const current = newest.get(key(asked));
    if (!current || current.version === asked.version) continue;
    const [then, now] = [await records.decks.version(asked), await records.decks.version(current)];
    if (then && now && modelAnswer(then.item) !== modelAnswer(now.item)) changed.add(`${key(asked)}/${asked.version}`);
  }
  return changed;
}
