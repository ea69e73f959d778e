import { expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';

it('says what to mend where the database cannot be reached, and shows no stack', async () => {
  // Port 1 of this machine: nobody listens there.
  const starting = startProgram({ DATABASE_URL: 'postgres://cairn:secret@127.0.0.1:1/cairn' });
  const output = await starting.then(
    (program) => program.output(),
    (error: Error) => error.message,
  );
  expect(output).toContain('PostgreSQL at 127.0.0.1:1 does not let it into the database cairn (ECONNREFUSED).');
  expect(output).not.toContain('secret');
  expect(output).not.toContain('    at ');
});
