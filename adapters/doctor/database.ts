import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { DataInUse } from '../postgres/data-lock.ts';
import { type DatabaseFacts, examineEmbedded, examinePostgres } from '../postgres/examine.ts';
import { type Check, fail, ok, skew, warn } from './check.ts';

type Options = { config: Pick<Config, 'databaseUrl' | 'dataDir'>; now: () => Temporal.Instant };

export function databaseCheck({ config: { databaseUrl, dataDir }, now }: Options): Check {
  return {
    about: 'database',
    look: async () => {
      if (databaseUrl) return findings(await examinePostgres(databaseUrl), now());
      const embedded = ok(`embedded, in ${dataDir}: for one process; several need a PostgreSQL server in DATABASE_URL`);
      try {
        const facts = await examineEmbedded(join(dataDir, 'postgres'));
        return facts ? [embedded, ...findings(facts, now())] : [embedded, ok('there is none yet: the first start makes it')];
      } catch (error) {
        if (!(error instanceof DataInUse)) throw error;
        return [embedded, ok('a running Cairn has it open, so it was not looked into: see its /readyz')];
      }
    },
  };
}

const RETRY = 'see cairn letters --failed, mend what it says, then cairn letters --retry --all';

function findings({ version, now: theirs, pending, failedLetters }: DatabaseFacts, ours: Temporal.Instant) {
  return [
    Number.parseInt(version, 10) >= OLDEST
      ? ok(`PostgreSQL ${version}`)
      : fail(`PostgreSQL ${version}`, `Cairn needs PostgreSQL ${OLDEST} or newer`),
    pending.length === 0
      ? ok('all migrations are applied')
      : warn(`migrations are missing: ${pending.join(', ')}`, 'start Cairn: it applies them, and waits for another that does'),
    skew(theirs.until(ours).total('seconds'), {
      ...{ from: 'the database', warnAbove: 2, failAbove: 30 },
      reliedOn: 'processes take over from each other by the time',
    }),
    failedLetters === 0 ? ok('no letter has failed') : warn(`${failedLetters} letters could not be delivered`, RETRY),
  ];
}

const OLDEST = 14;
