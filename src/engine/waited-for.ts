import type { Written } from '../domain/exchange.ts';
import type { Intent } from '../intents.ts';
import { findPerson } from './find-person.ts';
import type { Visit } from './turn.ts';

/**
 * Whether words mean a command while a question is open. What somebody may well say in an answer ("I will help you", "not now") means it only where
 * something waits for it.
 */
export async function isWaitedFor(visit: Visit, intent: Intent): Promise<boolean> {
  const { records, member } = visit;
  switch (intent.type) {
    case 'answer-buddy': {
      const naming = await records.buddies.naming(member.id);
      if (intent.name === undefined) return naming.some(({ status }) => status === 'asked');
      const person = await findPerson(visit, intent.name);
      return naming.some(({ explainer }) => explainer === person?.id);
    }
    case 'return-explanation':
    case 'rate-explanation':
      return (await records.explanations.givenTo(member.id)).some(({ state }) => state === 'sent');
    case 'open-write':
      return intent.name === undefined || (await findPerson(visit, intent.name)) !== undefined;
    case 'answer-written':
    case 'return-written':
      return waitsSo(visit, 'sent');
    case 'compare-written':
      return waitsSo(visit, 'comparing');
    case 'rate-written':
      return waitsSo(visit, 'answered');
    default:
      return true;
  }
}

async function waitsSo({ records, member }: Visit, state: Written['state']): Promise<boolean> {
  return (await records.writtenQuestions.for(member.id)).some((each) => each.state === state);
}
