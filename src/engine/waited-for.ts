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
    default:
      return true;
  }
}
