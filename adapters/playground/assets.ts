import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';

const PAGE = new URL('./page/', import.meta.url);

type Asset = { type: string; read(): Promise<string> };

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** What the page is made of, by path below `/playground`; and its inline scripts, for the content security policy. */
export async function loadAssets(): Promise<{ serve: RequestHandler; inlineScripts: string[] }> {
  const index = await readFile(new URL('index.html', PAGE), 'utf8');
  const assets = new Map<string, Asset>([['/', { type: 'text/html; charset=utf-8', read: async () => index }]]);
  for (const name of await readdir(PAGE)) {
    const asset = pageAsset(name);
    if (asset) assets.set(`/page/${name}`, asset);
  }
  for (const [path, asset] of packageAssets()) assets.set(path, asset);
  return { serve: serving(assets), inlineScripts: [...index.matchAll(INLINE_SCRIPT)].map(([, body = '']) => hashSource(body)) };
}

// The import map is the one script that has to stand in the page itself.
const INLINE_SCRIPT = /<script type="importmap">([\s\S]*?)<\/script>/g;

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

function serving(assets: ReadonlyMap<string, Asset>): RequestHandler {
  return async (request, response, next) => {
    const asset = assets.get(request.path);
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    response.set({ 'Content-Type': asset.type, 'Cache-Control': 'no-cache' }).send(await asset.read());
  };
}

function pageAsset(name: string): Asset | undefined {
  const url = new URL(name, PAGE);
  if (name.endsWith('.css')) return { type: 'text/css; charset=utf-8', read: cached(url, (text) => text) };
  if (name.endsWith('.svg')) return { type: 'image/svg+xml', read: cached(url, (text) => text) };
  if (name.endsWith('.ts')) return { type: JAVASCRIPT, read: cached(url, (text) => stripTypeScriptTypes(text)) };
  return undefined;
}

/** The same names as in the import map of index.html. */
function packageAssets(): [string, Asset][] {
  const modules = { preact: 'preact', 'preact-hooks': 'preact/hooks', htm: 'htm', 'htm-preact': 'htm/preact' };
  const shipped = Object.entries(modules).map(([name, specifier]): [string, Asset] => {
    return [`/lib/${name}.js`, { type: JAVASCRIPT, read: cached(import.meta.resolve(specifier), (text) => text) }];
  });
  const cards = import.meta.resolve('adaptivecards/dist/adaptivecards.min.js');
  return [...shipped, ['/lib/adaptivecards.js', { type: JAVASCRIPT, read: cached(cards, asModule) }]];
}

/** adaptivecards ships no ES module: its bundle gets the `module` that it looks for, and what it leaves there is exported. */
function asModule(bundle: string): string {
  return `const module = { exports: {} }, exports = module.exports;\n${bundle}\nexport default module.exports;\n`;
}

/** Reads a file again only when it has changed, so that `npm run dev` shows an edited page after a reload. */
function cached(url: string | URL, transform: (text: string) => string): () => Promise<string> {
  const path = fileURLToPath(url);
  let kept: { mtimeMs: number; text: string } | undefined;
  return async () => {
    const { mtimeMs } = await stat(path);
    if (kept?.mtimeMs !== mtimeMs) kept = { mtimeMs, text: transform(await readFile(path, 'utf8')) };
    return kept.text;
  };
}
