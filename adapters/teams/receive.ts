import { Application, type TurnState } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import type { Inbound } from '../../src/events.ts';
import type { Letter } from '../../src/letter.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Lose } from '../../src/ports/platform.ts';
import { activitySchema, hear } from './activity.ts';
import { learnFrom, type TeamsConversations } from './conversations.ts';
import { DONE, FAILED, inWords, OVER, TAKEN } from './invoke-answers.ts';
import { type Card, renderCard } from './render.ts';

export type ReceiveOptions = {
  conversations: TeamsConversations;
  accept: Accept;
  lose: Lose;
  now: () => Temporal.Instant;
  log: Log;
};

/** Hands what genuine activities say to `accept`. A message that could not be taken rejects; an invoke is always answered. */
export function teamsApplication(options: ReceiveOptions): Application<TurnState> {
  // One timer for "is typing" is shared by all turns of an application, and its mentions lose what stands around them.
  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: false });
  const isInvoke = async ({ activity }: TurnContext) => activity.type === 'invoke';

  app.adaptiveCards.actionExecute(/^/, (context) => answerPress(context, options));
  app.addRoute(
    isInvoke,
    async (context) => {
      const answer = await answerPress(context, options);
      await context.sendActivity({ type: 'invokeResponse', value: inWords(typeof answer === 'string' ? answer : DONE) });
    },
    true,
  );
  app.activity(/^/, async (context) => {
    await take(context, options);
  });
  return app;
}

async function answerPress(context: TurnContext, options: ReceiveOptions): Promise<Card | string> {
  try {
    const taken = await take(context, options);
    return taken ? answerTo(taken.inbound, taken.letters) : OVER;
  } catch (error) {
    const { id, conversation } = context.activity;
    options.log.error({ activity: id, conversation: conversation.id, error: nameOf(error) }, 'a button could not be taken');
    return FAILED;
  }
}

type Taken = { inbound: Inbound; letters: readonly Letter[] };

async function take(context: TurnContext, { conversations, accept, lose, now, log }: ReceiveOptions): Promise<Taken | undefined> {
  const activity = activitySchema.parse(context.activity);
  const conversation = await learnFrom(conversations, activity);
  const heard = hear(activity, now());
  if (heard.kind === 'lost') {
    await lose(heard.lost);
    return undefined;
  }
  if (heard.kind === 'ignored') {
    ignored(context, heard.reason, log);
    return undefined;
  }
  const inbound = { ...heard.inbound, conversation };
  return { inbound, letters: await accept(inbound) };
}

/** What stands in the place of the pressed card at once; the letters themselves go their own way to everybody. */
function answerTo({ member, what }: Inbound, letters: readonly Letter[]): Card | string {
  const instead = letters.find((letter) => what.type === 'pressed' && letter.replaces === what.letter);
  if (instead) return renderCard(instead);
  if (letters.length === 0) return TAKEN;
  // A letter to somebody else is none of the presser's business.
  return letters.find(({ to }) => to.kind === 'channel' || ('member' in to && to.member === member))?.outbound.text ?? DONE;
}

function ignored({ activity }: TurnContext, reason: string, log: Log): void {
  log.info({ activity: activity.id, type: activity.type, conversation: activity.conversation?.id }, `ignored: ${reason}`);
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
