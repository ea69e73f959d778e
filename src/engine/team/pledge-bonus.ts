import { key, promptFor } from '../../domain/pick.ts';
import { withNext } from '../../domain/session.ts';
import { wordingFor } from '../../domain/wordings.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { settled } from '../../views/session.ts';
import { sentence } from '../../views/words.ts';
import { todaysOrEmpty } from '../quiz/plan.ts';
import { practised } from '../quiz/probe.ts';
import { ask } from '../quiz/session.ts';
import { reply, tell, type Visit } from '../turn.ts';
import { teamOfChannel, teamsOf } from './team.ts';

// Short: it is a treat, not a second day.
const ROUND = 3;

/** What a kept pledge opens, for who was in it: a round on its topic in other words. */
export async function openBonus(visit: Visit, { pledge: id }: IntentOf<'open-bonus'>): Promise<void> {
  const pledge = await wanted(visit, id);
  const isIn = pledge && (await visit.records.pledges.people(pledge.id)).some(({ member }) => member === visit.member.id);
  if (!pledge || !isIn) return void (await reply(visit, sentence(md`A bonus round is for who kept a pledge, all together.`)));
  const session = await todaysOrEmpty(visit, visit.member);
  const taken = new Set(session.prompts.map(key));
  const items = (await visit.records.decks.items([pledge.deck])).filter(({ topic }) => topic === pledge.topic);
  const may = (await practised(visit, visit.member, items)).filter((each) => !taken.has(key(each)));
  const round = [];
  for (const item of may) {
    const found = await visit.records.decks.version(item);
    const seen = (await visit.records.attempts.log(visit.member.id, item)).map(({ wording = 0 }) => wording);
    const wording = wordingFor(found?.item ?? {}, seen, `${pledge.id}/${visit.member.id}/${item.item}`);
    round.push({ ...promptFor(item, 'extra'), wording });
  }
  // What has other words to be asked in comes first.
  const best = round.sort((a, b) => Number(b.wording > 0) - Number(a.wording > 0)).slice(0, ROUND);
  if (best.length === 0)
    return void (await reply(visit, sentence(md`You have had all of it today; the round is there tomorrow as well.`)));
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have sent it to you, in private.`));
  const next = withNext(session, best);
  if (session.status !== 'open') {
    if (session.letter)
      await tell(visit, visit.member.id, settled(phrase`Started with the bonus round.`), { replaces: session.letter });
    return ask(visit, visit.member, next);
  }
  await visit.records.sessions.save(next);
  await reply(visit, sentence(md`It comes right after the question that is open.`));
}

async function wanted(visit: Visit, id: string | undefined) {
  const { conversation, records } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  for (const team of here ? [here] : await teamsOf(visit, visit.member.id)) {
    const kept = (await records.pledges.ofTeam(team.id)).find((each) => each.state === 'kept' && (id ?? each.id) === each.id);
    if (kept) return kept;
  }
  return undefined;
}
