import { type Held, heldOf, type TopicReturns } from './week-figures.ts';

/** Something that was done about a topic, and how many held it in the two weeks before and after; nothing where too few were asked. */
export type Intervention = { what: 'question' | 'focus'; topic: string; on: Temporal.PlainDate; before?: Held; after?: Held };

/** How far around an intervention it is looked. */
export const AROUND_DAYS = 14;

export function intervention(
  done: Pick<Intervention, 'what' | 'topic' | 'on'>,
  returns: { before: readonly TopicReturns[]; after: readonly TopicReturns[] },
): Intervention {
  const heldAmong = (all: readonly TopicReturns[]) => heldOf(all.filter(({ topic }) => topic === done.topic))[0];
  const [before, after] = [heldAmong(returns.before), heldAmong(returns.after)];
  return { ...done, ...(before && { before }), ...(after && { after }) };
}
