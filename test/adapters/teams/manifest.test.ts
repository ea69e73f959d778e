import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { packageTeams } from '../../../manifest/package-teams.ts';
import { command } from '../../../src/engine/understand.ts';
import { APP_ID } from './listening.ts';

const httpsUrl = z.url({ protocol: /^https$/ }).max(2048);
const scopes = z
  .array(z.enum(['personal', 'team', 'groupChat']))
  .min(1)
  .max(3);

/** What Teams checks when an app is uploaded, by its schema 1.19: https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json */
const manifestSchema = z.strictObject({
  $schema: z.literal('https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json'),
  manifestVersion: z.literal('1.19'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: z.guid(),
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    websiteUrl: httpsUrl,
    privacyUrl: httpsUrl,
    termsOfUseUrl: httpsUrl,
  }),
  name: z.strictObject({ short: z.string().min(1).max(30), full: z.string().min(1).max(100) }),
  description: z.strictObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4000) }),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
  accentColor: z.string().regex(/^#[0-9A-F]{6}$/i),
  bots: z
    .array(
      z.strictObject({
        botId: z.guid(),
        scopes,
        supportsFiles: z.boolean(),
        isNotificationOnly: z.boolean(),
        commandLists: z
          .array(
            z.strictObject({
              scopes,
              commands: z
                .array(z.strictObject({ title: z.string().min(1).max(32), description: z.string().min(1).max(128) }))
                .min(1)
                .max(10),
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z.array(z.string()).max(16),
});

async function unpacked() {
  const files = unzipSync(await packageTeams({ appId: APP_ID, host: 'cairn.example.com' }));
  const manifest = manifestSchema.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())));
  return { files, manifest };
}

/** Width, height and the kind of colours, as the header of a PNG tells them. */
function pngHeader(png: Uint8Array = new Uint8Array()): object {
  const bytes = Buffer.from(png);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha: bytes[25] === 6 };
}

describe('the package for Teams', () => {
  it('holds the manifest and two icons, and nothing else', async () => {
    const { files } = await unpacked();

    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(pngHeader(files['color.png'])).toEqual({ width: 192, height: 192, hasAlpha: true });
    expect(pngHeader(files['outline.png'])).toEqual({ width: 32, height: 32, hasAlpha: true });
  });

  it('is for the given app and host', async () => {
    const { manifest } = await unpacked();

    expect(manifest).toMatchObject({
      id: APP_ID,
      bots: [{ botId: APP_ID }],
      developer: { websiteUrl: 'https://cairn.example.com/' },
    });
    expect(JSON.stringify(manifest)).not.toContain('{{');
  });

  it('asks for no more than is used', async () => {
    const { manifest } = await unpacked();

    expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers']);
    expect(manifest.bots[0]?.scopes).toEqual(['personal', 'team', 'groupChat']);
  });

  it('offers only commands that are understood, and offers some wherever the bot can be', async () => {
    const { manifest } = await unpacked();
    const lists = manifest.bots.flatMap(({ commandLists }) => commandLists);

    const titles = lists.flatMap(({ commands }) => commands.map(({ title }) => title));
    expect(titles.filter((title) => command(title) === undefined)).toEqual([]);
    expect(lists.flatMap((list) => list.scopes).sort()).toEqual(['groupChat', 'personal', 'team']);
  });

  it('comes out the same each time', async () => {
    const options = { appId: APP_ID, host: 'cairn.example.com' };

    expect(await packageTeams(options)).toEqual(await packageTeams(options));
  });
});

describe('the script', () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['manifest/package-teams.ts', ...args]);

  it('writes the package to the given file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'cairn.zip');

    await run('--app-id', APP_ID, '--host', 'cairn.example.com', file);

    expect(new Uint8Array(await readFile(file))).toEqual(await packageTeams({ appId: APP_ID, host: 'cairn.example.com' }));
  });

  it('says all that is missing', async () => {
    const failed = await run('--app-id', 'cairn').catch((error: unknown) => error);

    expect(failed).toMatchObject({ code: 1, stderr: expect.stringMatching(/--app-id must be[\s\S]*--host must be/) });
  });
});
