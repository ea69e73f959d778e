import { argv } from 'node:process';
import { PGlite } from '@electric-sql/pglite';
import { SMALL } from './embedded-settings.ts';

// Run as a process of its own (`open.ts`): making a database takes some 500 MB, which are not given back before the process ends.
const [, , folder] = argv;
if (!folder) throw new Error('create-embedded.ts FOLDER');
const pglite = await PGlite.create({ dataDir: folder, postgresqlconf: SMALL });
await pglite.close();
