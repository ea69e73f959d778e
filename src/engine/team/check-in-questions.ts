import { may } from '../../domain/access.ts';
import { LINES } from '../../domain/check-in.ts';
import { CADENCES, type Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { refused } from '../../views/settings.ts';
import { questionsForm, questionsSaved } from '../../views/team.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, reply, tell, type Visit } from '../turn.ts';
import { teamsOf } from './team.ts';
import { setCheckIn } from './team-rhythm.ts';

const LONGEST_QUESTION = 60;

/** `check-in questions`: what the check-ins of own teams ask, and whether there is a note a day. */
export async function openQuestions(visit: Visit, { team: id }: IntentOf<'open-questions'>): Promise<void> {
  const led = (await teamsOf(visit, visit.member.id, 'lead')).filter((team) => id === undefined || team.id === id);
  if (led.length === 0) return notYours(visit);
  await inPrivate(visit);
  for (const team of led) await tell(visit, visit.member.id, questionsForm(team));
}

export async function submitQuestions(visit: Visit, { team: id }: IntentOf<'submit-questions'>): Promise<void> {
  const team = await visit.records.teams.get(id);
  if (!team || !may('lead-team', visit.member, await visit.records.teams.members(id))) return notYours(visit);
  const read = (line: string) =>
    String(visit.values[line] ?? '')
      .trim()
      .slice(0, LONGEST_QUESTION);
  const [did, hurdles, success, next] = [read('did'), read('hurdles'), read('success'), read('next')];
  const changed: Team = {
    ...team,
    cadence: CADENCES.find((each) => each === visit.values['cadence']) ?? team.cadence,
    questions: { did, hurdles, success, next },
  };
  if (LINES.every((line) => changed.questions[line] === '')) {
    await reply(visit, refused([phrase`One question has to remain.`]));
    return;
  }
  await visit.records.teams.save(changed);
  await setCheckIn(visit, changed);
  await witness(visit, 'settings-team', `team:${id}`, { cadence: changed.cadence });
  await replace(visit, questionsSaved(changed));
}

async function notYours(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`Only the lead of a team can change what its check-in asks.`));
}
