import { Migrator } from 'kysely/migration';
import { up as first } from '../../migrations/0001_first.ts';
import { up as durable } from '../../migrations/0002_durable.ts';
import { up as fairAlarms } from '../../migrations/0003_fair_alarms.ts';
import { up as hints } from '../../migrations/0004_hints.ts';
import { up as disputes } from '../../migrations/0005_disputes.ts';
import { up as confidence } from '../../migrations/0006_confidence.ts';
import { up as misconceptions } from '../../migrations/0007_misconceptions.ts';
import { up as externalModel } from '../../migrations/0008_external_model.ts';
import { up as buddies } from '../../migrations/0009_buddies.ts';
import { up as unsure } from '../../migrations/0010_unsure.ts';
import { up as memory } from '../../migrations/0011_memory.ts';
import { up as probes } from '../../migrations/0013_probes.ts';
import { up as dailyPlan } from '../../migrations/0015_daily_plan.ts';
import { up as calendars } from '../../migrations/0016_calendars.ts';
import { up as experiment } from '../../migrations/0017_experiment.ts';
import { up as goals } from '../../migrations/0018_goals.ts';
import { up as paths } from '../../migrations/0019_paths.ts';
import { up as proofs } from '../../migrations/0020_proofs.ts';
import { up as dashboard } from '../../migrations/0021_dashboard.ts';
import { up as week } from '../../migrations/0022_week.ts';
import { up as teamFamilies } from '../../migrations/0023_team_families.ts';
import { up as families } from '../../migrations/0025_families.ts';
import { up as rollout } from '../../migrations/0026_rollout.ts';
import { up as foretold } from '../../migrations/0027_foretold.ts';
import { up as partners } from '../../migrations/0028_partners.ts';
import { up as channelAnswers } from '../../migrations/0030_channel_answers.ts';
import { up as sprints } from '../../migrations/0031_sprints.ts';
import { up as pledges } from '../../migrations/0032_pledges.ts';
import { up as leaderboards } from '../../migrations/0033_leaderboards.ts';
import { up as languages } from '../../migrations/0034_languages.ts';
import { up as exchange } from '../../migrations/0035_exchange.ts';
import { up as asItWas } from '../../migrations/0037_as_it_was.ts';
import { up as counted } from '../../migrations/0038_counted.ts';
import type { Database } from './tables.ts';

/** Applies what is missing. Kysely's lock lets one process do so while the others wait. */
export async function migrate(db: Database): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (error) throw error;
}

/** The migrations that this version knows and the database has not. */
export async function pendingMigrations(db: Database): Promise<readonly string[]> {
  const migrations = await migratorOf(db).getMigrations();
  return migrations.filter((each) => each.executedAt === undefined).map((each) => each.name);
}

function migratorOf(db: Database): Migrator {
  const migrations = {
    '0001_first': { up: first },
    '0002_durable': { up: durable },
    '0003_fair_alarms': { up: fairAlarms },
    '0004_hints': { up: hints },
    '0005_disputes': { up: disputes },
    '0006_confidence': { up: confidence },
    '0007_misconceptions': { up: misconceptions },
    '0008_external_model': { up: externalModel },
    '0009_buddies': { up: buddies },
    '0010_unsure': { up: unsure },
    '0011_memory': { up: memory },
    '0013_probes': { up: probes },
    '0015_daily_plan': { up: dailyPlan },
    '0016_calendars': { up: calendars },
    '0017_experiment': { up: experiment },
    '0018_goals': { up: goals },
    '0019_paths': { up: paths },
    '0020_proofs': { up: proofs },
    '0021_dashboard': { up: dashboard },
    '0022_week': { up: week },
    '0023_team_families': { up: teamFamilies },
    '0025_families': { up: families },
    '0026_rollout': { up: rollout },
    '0027_foretold': { up: foretold },
    '0028_partners': { up: partners },
    '0030_channel_answers': { up: channelAnswers },
    '0031_sprints': { up: sprints },
    '0032_pledges': { up: pledges },
    '0033_leaderboards': { up: leaderboards },
    '0034_languages': { up: languages },
    '0035_exchange': { up: exchange },
    '0037_as_it_was': { up: asItWas },
    '0038_counted': { up: counted },
  };
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}
