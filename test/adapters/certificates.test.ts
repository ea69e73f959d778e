import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import express from 'express';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newIssuerKey, readIssuerKey } from '../../adapters/certificates/issuer-key.ts';
import { drawingOf } from '../../adapters/certificates/picture.ts';
import { certificateRoutes, openShowcase } from '../../adapters/certificates/routes.ts';
import { openSigner, type Signer } from '../../adapters/certificates/sign.ts';
import { verifyFile } from '../../adapters/cli/verify.ts';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import { certificateNow } from '../../src/engine/path/certificate.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { pathDecks, seller } from '../support/paths.ts';
import { type MemoryWorld, openMemoryWorld } from '../support/world.ts';

const database = useDatabase();
// Of others, and not part of the project: where it is absent the test is skipped.
const SCHEMA = join(import.meta.dirname, '../../../shared/data/badges/ob_v3p0_achievementcredential_schema.json');
const key = readIssuerKey(newIssuerKey());
const SIGNER = key && openSigner(key);
const FILE = 'certificate.jwt';

let server: Server;
let world: MemoryWorld;
let folder: string;
let base: string;
let url: string;

/** Ana has tested out of a module, and says certificate. */
async function open({ signer }: { signer: Signer | undefined } = { signer: SIGNER }): Promise<void> {
  const http = express();
  server = http.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publicUrl = () => base;
  let secrets = 0;
  const newSecret = () => String.fromCharCode('a'.charCodeAt(0) + secrets++).repeat(43);
  world = openMemoryWorld({
    db: database(),
    decks: [simpleDeck('anything', 1), ...pathDecks],
    showcase: openShowcase({ publicUrl, newSecret, signs: signer !== undefined }),
  });
  world.setPaths([seller]);
  const log = { info() {}, warn() {}, error() {} };
  const lookUp: Parameters<typeof certificateRoutes>[0]['lookUp'] = (workspace, id) =>
    world.store.within(workspace, (records) => certificateNow({ records, paths: [seller], now: world.now() }, id));
  http.use(certificateRoutes({ lookUp, publicUrl, name: 'Example Ltd', signer, log }));
  for (const words of ['hello', 'follow seller']) await world.say('ana', words);
  for (let stage = 0; stage < 2; stage++) {
    await world.say('ana', 'test out basics');
    for (let i = 0; i < 4; i++) await world.say('ana', 'yes it is');
  }
  url = await shown();
}

async function shown(): Promise<string> {
  await world.say('ana', 'certificate');
  return /\((http[^)]+)\)/.exec(JSON.stringify(world.delivered.at(-1)?.outbound.blocks))?.[1] ?? '';
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-certificate-'));
});
afterEach(async () => {
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true });
});

const text = async (path = '') => (await fetch(url + path)).text();

/** What `cairn verify` says of the credential as it is served, or of another. */
async function verified(token?: string, ...flags: string[]): Promise<{ code: number; out: string }> {
  await writeFile(join(folder, FILE), token ?? (await text('/credential.jwt')));
  const lines: string[] = [];
  const line = async (words: string) => void lines.push(words);
  const code = await verifyFile([FILE, ...flags], { from: folder, now: world.now, line, note: () => {} });
  return { code, out: lines.join('\n') };
}

describe('a certificate', () => {
  it('is a page with a picture and a signed credential, for who has its address', async () => {
    await open();
    const said = (await world.messages('ana')).at(-1)?.text;
    expect(said).toContain(
      'Module basics: 8 of 8 known without having seen them for six days or more, until Saturday 22 May 2027.',
    );
    expect(said).toContain('a signed Open Badges credential to download');
    expect(await text()).toContain('This certificate holds.');
    const picture = Buffer.from(await (await fetch(`${url}/picture.png`)).arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
    // Drawn, and not an empty sheet: the letters are there.
    expect(picture.length).toBeGreaterThan(20_000);
    expect((await fetch(`${base}/certificates/${url.split('/').at(-1)?.replaceAll('a', 'b')}`)).status).toBe(404);
    expect(await shown()).toBe(url);
  });

  it('holds, says verify, with who, what for and the evidence, but no answers', async () => {
    await open();
    const { code, out } = await verified();
    expect(code).toBe(0);
    expect(out).toContain('holder    Ana');
    expect(out).toContain('for       Module basics (Seller)');
    expect(out).toContain(`issuer    Example Ltd, ${base}/certificates/issuer`);
    expect(out).toContain(
      '8 of 8 answers to questions not seen for six days or more were right, which puts what is known at 68 to 100 %',
    );
    const token = await text('/credential.jwt');
    expect(JSON.stringify(decodeJwt(token))).not.toContain('yes it is');
    await writeFile(join(folder, 'keys.json'), await (await fetch(`${base}/certificates/keys`)).text());
    expect(await verified(token, '--keys', 'keys.json', '--offline')).toMatchObject({ code: 0 });
  });

  it('is refused where anything was changed, where another signed it, and where it is no credential', async () => {
    await open();
    const token = await text('/credential.jwt');
    const [head = '', body = '', signature = ''] = token.split('.');
    const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('Ana', 'Ben')).toString('base64url');
    expect((await verified([head, changed, signature].join('.'))).out).toContain('signature is not that of its issuer');
    const other = readIssuerKey(newIssuerKey());
    if (!other) throw new Error('no key');
    const forged = await openSigner(other).sign(decodeJwt(token) as never, `${base}/certificates/keys`);
    expect((await verified(forged)).out).toContain('signature is not that of its issuer');
    expect((await verified('nothing')).out).toBe('This is no signed Open Badges credential.');
    const elsewhere = await openSigner(other).sign(decodeJwt(token) as never, 'https://elsewhere.example/keys');
    await expect(verified(elsewhere)).rejects.toThrow('give them with --keys');
  });

  it('is over after half a year', async () => {
    await open();
    const token = await text('/credential.jwt');
    world.pass('PT4321H');
    expect(await verified(token)).toEqual({ code: 1, out: 'It is over: its day has come.' });
    expect(await text()).toContain('its day has come');
    expect((await fetch(`${url}/picture.png`)).status).toBe(404);
  });

  it('is revoked where it is not recalled any more, and another is given when it is', async () => {
    await open();
    const token = await text('/credential.jwt');
    await answersLater('2026-12-07', 'incorrect');
    await answersLater('2026-12-21', 'incorrect');
    expect(await verified(token)).toEqual({ code: 1, out: 'This certificate holds no more: it was not recalled again.' });
    expect(await shown()).toBe('');
    await answersLater('2027-01-04', 'correct');
    await answersLater('2027-01-18', 'correct');
    expect((await verified(token)).code).toBe(0);
  });

  it('is revoked where the key of what was right has been corrected, and not where its words were', async () => {
    await open();
    const [first, second, third] = pathDecks;
    if (!first || !second || !third) throw new Error('no decks');
    const says = async (...decks: Deck[]) => {
      world.setDecks(decks);
      await world.say('ana', 'stats');
      return verified();
    };
    const reworded = { ...first, items: first.items.map((item) => ({ ...item, prompt: `${item.prompt} Really?` })) };
    expect((await says(reworded, second, third)).code).toBe(0);
    // Half of what it was given for is left: four of four still clear the gate.
    expect((await says(keyed(first), second, third)).code).toBe(0);
    expect(await says(keyed(first), keyed(second), third)).toEqual({
      code: 1,
      out: 'This certificate holds no more: the key of a question was corrected.',
    });
  });

  it('is a picture alone without a key, and says so', async () => {
    await open({ signer: undefined });
    expect((await world.messages('ana')).at(-1)?.text).toContain('It is a picture to share, without a signature');
    expect((await fetch(`${url}/picture.png`)).status).toBe(200);
    expect((await fetch(`${url}/credential.jwt`)).status).toBe(404);
    expect(await (await fetch(`${base}/certificates/keys`)).json()).toEqual({ keys: [] });
  });

  it('goes with who erases themselves', async () => {
    await open();
    await world.say('ana', 'erase my data');
    const message = (await world.messages('ana')).at(-1);
    if (!message) throw new Error('nothing is said');
    await world.press('ana', message, message.buttons.find((label) => /erase/i.test(label)) ?? '');
    expect((await fetch(url)).status).toBe(404);
  });

  it('writes any name into its picture as words', async () => {
    await open();
    const token = url.split('/').at(-1) ?? '';
    const found = await world.store.within('playground:test', (records) => records.certificates.get(token.split('.')[1] ?? ''));
    if (!found) throw new Error('no certificate');
    expect(drawingOf({ ...found, name: '</text><image href="x"/>' }, 'A & B')).toContain(
      '&lt;/text&gt;&lt;image href=&quot;x&quot;/&gt;',
    );
  });
});

/** The same deck, where "no it is not" is right. */
function keyed({ id, title, items }: Deck): Deck {
  const options = [{ text: 'no it is not', correct: true }, { text: 'yes it is' }];
  return {
    id,
    ...deckSchema.parse({
      title,
      items: items.map(({ id, topic, prompt }) => ({ id, topic, prompt, kind: 'single-choice', options })),
    }),
  };
}

/** Ana's first answers of a day to everything that the certificate is about, as if they had been given. */
async function answersLater(day: string, verdict: 'correct' | 'incorrect'): Promise<void> {
  const at = Temporal.Instant.from(`${day}T08:00:00Z`);
  await world.store.within('playground:test', async ({ attempts }) => {
    for (const deck of ['first', 'second'])
      for (let i = 1; i <= 4; i++)
        await attempts.append({
          ...({ id: world.newId(), member: 'ana', deck, item: `item-${i}`, version: 1, purpose: 'review' } as const),
          ...({
            askedAt: at,
            answeredAt: at,
            day: Temporal.PlainDate.from(day),
            zone: 'UTC',
            verdict,
            credit: 0,
            hints: 0,
          } as const),
          ...({ reply: { type: 'typed', text: 'x' }, matched: [], missed: [], grader: 'rules', firstOfDay: true } as const),
          ...{ gapHours: 336, evidence: [], misconceptions: [] },
        });
  });
}

it.skipIf(!existsSync(SCHEMA))('its credential is what the schema of Open Badges 3.0 asks for', async () => {
  await open();
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  formats.default(ajv);
  const isValid = ajv.compile(JSON.parse(await readFile(SCHEMA, 'utf8')));
  const credential = decodeJwt(await text('/credential.jwt'));
  expect(isValid(credential) || isValid.errors).toBe(true);
  expect(isValid({ ...credential, validFrom: 'some day' })).toBe(false);
});
