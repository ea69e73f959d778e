import { createHash } from 'node:crypto';
import express from 'express';
import type { WorkspaceId } from '../src/events.ts';
import type { Log } from '../src/ports/log.ts';
import type { ExportLink } from '../src/ports/privacy.ts';
import type { Records, Store } from '../src/ports/store.ts';

/** Makes links for downloading; `newSecret` gives 256 random bits as text for a URL. The workspace is part of the token, so that it is looked up in no other. */
export function exportLinks(from: { publicUrl: () => string | undefined; newSecret: () => string }): ExportLink {
  return (workspace) => {
    const address = from.publicUrl();
    if (address === undefined) return undefined;
    const token = `${Buffer.from(workspace).toString('base64url')}.${from.newSecret()}`;
    return { url: `${address}/exports/${token}`, hash: hashOf(token) };
  };
}

type Deps = { store: Store; now: () => Temporal.Instant; newId: () => string; log: Log };

/**
 * `/exports/TOKEN`: a page with a button, whose press downloads and uses the link up. That a GET uses nothing up is for the robots that
 * chat platforms send to look at links.
 */
export function exportRoutes({ store, now, newId, log }: Deps): express.Router {
  const router = express.Router();
  router.use('/exports', (_request, response, next) => {
    response.set(HEADERS);
    next();
  });

  router.get('/exports/:token', async (request, response) => {
    const { token } = request.params;
    const owner = await within(token, ({ exportLinks }, hash) => exportLinks.owner(hash, now()));
    response.status(owner ? 200 : 404).type('html');
    response.send(owner ? PAGE : OVER);
  });

  router.post('/exports/:token', async (request, response) => {
    const data = await within(request.params.token, async ({ exportLinks, privacy, audit }, hash) => {
      const owner = await exportLinks.owner(hash, now());
      if (owner === undefined) return undefined;
      await exportLinks.remove(hash);
      const who = `member:${owner}` as const;
      await audit.add({ id: newId(), at: now(), actor: who, action: 'exported', subject: who, detail: {} });
      return privacy.gather(owner);
    });
    if (!data) return void response.status(404).type('html').send(OVER);
    response.attachment('cairn-my-data.json').type('json');
    response.send(JSON.stringify(data, null, 2));
  });

  router.use('/exports', (error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    // The address holds the token, so it is not logged.
    log.error({ error: String(error) }, 'an export failed');
    response.status(503).type('html').send(page('Not now', 'Something went wrong. Please try again in a minute.'));
  });

  /** Does something in the workspace that a token names; nothing where it is no token. */
  async function within<T>(token: string, work: (records: Records, hash: string) => Promise<T>): Promise<T | undefined> {
    const workspace = workspaceOf(token);
    return workspace && store.within(workspace, (records) => work(records, hashOf(token)));
  }

  return router;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

// base64url of some hundred characters at most, and of 32 bytes.
const TOKEN = /^([\w-]{1,400})\.[\w-]{43}$/;

function workspaceOf(token: string): WorkspaceId | undefined {
  const [, named = ''] = TOKEN.exec(token) ?? [];
  const workspace = Buffer.from(named, 'base64url').toString();
  return /^(slack|teams|playground):[^\0]+$/.test(workspace) ? (workspace as WorkspaceId) : undefined;
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};

const PAGE = page(
  'Your data',
  'Everything Cairn keeps about you, as one JSON file. The link works once.</p><form method="post"><button>Download</button></form><p>',
);
const OVER = page('This link is over', 'It worked once, or its hour has passed. Say “export my data” to Cairn for another.');

function page(title: string, words: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Cairn</title><h1>${title}</h1><p>${words}</p></html>`;
}
