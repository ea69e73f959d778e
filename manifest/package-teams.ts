import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { z } from 'zod';

const FOLDER = new URL('teams/', import.meta.url);
const USAGE = 'npm run -s package-teams -- --app-id UUID --host HOST [FILE]';

const optionsSchema = z.object({
  appId: z.guid({ error: '--app-id must be the id of the app registration, a UUID' }),
  host: z.hostname({ error: '--host must be the name under which Teams reaches Cairn, such as cairn.example.com' }),
});

/** What differs from one operator to the next: the app registration and the host. */
export type PackageOptions = z.infer<typeof optionsSchema>;

/** The package of the app as Teams takes it: a zip with the manifest and its two icons. */
export async function packageTeams(options: PackageOptions): Promise<Uint8Array> {
  const { appId, host } = optionsSchema.parse(options);
  const manifest = (await readFile(new URL('manifest.json', FOLDER), 'utf8'))
    .replaceAll('{{appId}}', appId)
    .replaceAll('{{host}}', host);
  const { manifestVersion } = z.object({ manifestVersion: z.string() }).parse(JSON.parse(manifest));
  const $schema = `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`;
  const files: Zippable = {
    'manifest.json': strToU8(JSON.stringify({ $schema, ...JSON.parse(manifest) }, null, 2)),
    'color.png': await readFile(new URL('color.png', FOLDER)),
    'outline.png': await readFile(new URL('outline.png', FOLDER)),
  };
  // A fixed date, so that the same manifest gives the same file.
  return zipSync(files, { mtime: '2026-01-01T12:00:00' });
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { 'app-id': { type: 'string' }, host: { type: 'string' } },
    allowPositionals: true,
  });
  const options = optionsSchema.safeParse({ appId: values['app-id'], host: values.host });
  if (options.success) {
    const file = positionals[0] ?? new URL('cairn.zip', FOLDER);
    await writeFile(file, await packageTeams(options.data));
    process.stdout.write(`Wrote ${file instanceof URL ? file.pathname : file}\n`);
  } else {
    process.stderr.write(`${options.error.issues.map(({ message }) => message).join('\n')}\n${USAGE}\n`);
    process.exitCode = 1;
  }
}
