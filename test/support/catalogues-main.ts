import { writeFileSync } from 'node:fs';
import german from '../../src/catalogues/de.json' with { type: 'json' };
import { messagesInSources } from './messages.ts';

// Brings a catalogue into step with the sources: what is new stands there empty, what is gone is taken out.
const known = new Map(Object.entries(german));
const ids = [...new Set(messagesInSources().map(({ id }) => id))];
const missing = ids.filter((id) => !known.get(id));
writeFileSync(
  'src/catalogues/de.json',
  `${JSON.stringify(Object.fromEntries(ids.map((id) => [id, known.get(id) ?? ''])), null, 2)}\n`,
);
process.stdout.write(`${ids.length} messages, ${missing.length} without German:\n${missing.map((id) => `  ${id}\n`).join('')}`);
