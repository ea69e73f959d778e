import { isCheck } from '../../domain/attempt.ts';
import { present } from '../../domain/deck.ts';
import { hasMoreHints } from '../../domain/hints.ts';
import { changed, current, showing } from '../../domain/session.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { newestHint, question } from '../../views/question.ts';
import { sentence } from '../../views/words.ts';
import { reply, tell, type Visit } from '../turn.ts';
import { openQuestion, tooLate } from './open-question.ts';

/** Shows one hint more, in the question's own message. */
export async function hint(visit: Visit, intent: IntentOf<'hint'>): Promise<void> {
  const open = await openQuestion(visit, intent);
  if (!open) return;
  const { session, prompt, item } = open;
  if (prompt.comparing !== undefined) return tooLate(visit, 'compare');
  if (isCheck(prompt.purpose)) {
    await reply(visit, sentence(md`This is a quick check without hints. Say not sure to see the answer; that is fine.`));
    return;
  }
  const used = prompt.hints ?? 0;
  if (intent.used !== undefined && intent.used !== used) return;
  if (!hasMoreHints(item, used)) {
    await reply(
      visit,
      sentence(used > 0 ? md`That was the last hint.` : md`There is no hint for this one. Say not sure to see the answer.`),
    );
    return;
  }
  const hinted = changed(session, { hints: used + 1 });
  const shown = present(item, showing(session));
  const view = question(
    item,
    shown,
    { session: hinted, prompt: current(hinted) ?? prompt, asksConfidence: visit.member.askConfidence },
    visit.values,
  );
  const letter = await tell(visit, visit.member.id, view, { replaces: session.letter });
  await visit.records.sessions.save({ ...hinted, ...(letter && { letter }) });
  // Words are answered below themselves: the question may stand further up.
  if (!visit.pressed) await reply(visit, newestHint(item, used + 1));
}
