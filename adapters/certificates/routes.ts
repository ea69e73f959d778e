import express from 'express';
import type { CertificateState } from '../../src/domain/path/certificate.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { LookUp, Showcase } from '../../src/ports/certificates.ts';
import type { Log } from '../../src/ports/log.ts';
import { addressesOf, credentialOf, type Issuer, profileOf } from './credential.ts';
import type { Signer } from './sign.ts';

type From = { publicUrl: () => string | undefined; newSecret: () => string; signs: boolean };

/** The workspace is part of an address, so that a certificate is looked up in no other; `newSecret` gives 256 random bits as text for a URL. */
export function openShowcase({ publicUrl, newSecret, signs }: From): Showcase {
  return {
    newId: newSecret,
    signs,
    urlOf(workspace, id) {
      const url = publicUrl();
      return url && `${url}/certificates/${Buffer.from(workspace).toString('base64url')}.${id}`;
    },
  };
}

type Deps = { lookUp: LookUp; publicUrl: () => string | undefined; name: string; signer?: Signer | undefined; log: Log };

/** `/certificates/TOKEN`: a page with the picture, the signed credential, and whether it still holds; beside them who issues, and the public keys. */
export function certificateRoutes({ lookUp, publicUrl, name, signer, log }: Deps): express.Router {
  const router = express.Router();
  const issuer = (): Issuer => ({ name, url: publicUrl() ?? '' });

  router.use('/certificates', (_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  router.get('/certificates/issuer', (_request, response) => void response.json(profileOf(issuer())));
  router.get('/certificates/keys', async (_request, response) => {
    response.json(signer ? await signer.keys() : { keys: [] });
  });

  router.get('/certificates/:token', async (request, response) => {
    const found = await find(request.params.token);
    if (!found) return void response.status(404).type('html').send(page('Not here', '<p>There is no such certificate.</p>'));
    const { certificate, state } = found;
    const token = request.params.token;
    const signed = signer ? `<p><a href="/certificates/${token}/credential.jwt">The signed credential</a></p>` : '';
    const shown = `<p>${WORDS[state]}</p><img src="/certificates/${token}/picture.png" alt="${escaped(`${certificate.name}: ${certificate.title}`)}" width="600">${signed}`;
    response.type('html').send(page(certificate.title, shown));
  });

  router.get('/certificates/:token/picture.png', async (request, response) => {
    const found = await find(request.params.token);
    // A picture looks the same when it holds no more, so then there is none.
    if (found?.state !== 'valid') return void response.status(404).end();
    // What draws it is large, and not needed by who never looks at one.
    const { pictureOf } = await import('./picture.ts');
    response.type('png').send(Buffer.from(pictureOf(found.certificate, name)));
  });

  router.get('/certificates/:token/credential.jwt', async (request, response) => {
    const found = signer && (await find(request.params.token));
    if (!signer || !found) return void response.status(404).end();
    const { token } = request.params;
    response.attachment('certificate.jwt').type('application/vc+jwt');
    response.send(await signer.sign(credentialOf(found.certificate, token, issuer()), addressesOf(issuer(), token).keys));
  });

  router.get('/certificates/:token/status', async (request, response) => {
    const found = await find(request.params.token);
    if (!found) return void response.status(404).end();
    const { certificate: id, status } = addressesOf(issuer(), request.params.token);
    const isRevoked = found.state === 'key-corrected' || found.state === 'lapsed';
    const revoked = isRevoked ? [{ id, revoked: true, revocationReason: WORDS[found.state] }] : [];
    response.json({ id: status, issuer: profileOf(issuer()).id, revokedCredential: revoked });
  });

  router.use(
    '/certificates',
    (error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
      // The address holds the token, so it is not logged.
      log.error({ error: String(error) }, 'a certificate could not be shown');
      response.status(503).end();
    },
  );

  async function find(token: string) {
    const [, named = '', id = ''] = TOKEN.exec(token) ?? [];
    const workspace = Buffer.from(named, 'base64url').toString();
    return /^(slack|teams|playground):[^\0]+$/.test(workspace) ? lookUp(workspace as WorkspaceId, id) : undefined;
  }

  return router;
}

// base64url of some hundred characters at most, and of 32 bytes.
const TOKEN = /^([\w-]{1,400})\.([\w-]{43})$/;

const WORDS: Readonly<Record<CertificateState, string>> = {
  valid: 'This certificate holds.',
  expired: 'This certificate is over: its day has come.',
  'key-corrected': 'This certificate holds no more: the key of a question was corrected.',
  lapsed: 'This certificate holds no more: it was not recalled again.',
};

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} · Cairn</title><h1>${escaped(title)}</h1>${body}</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
