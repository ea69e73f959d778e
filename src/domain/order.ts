import type { Candidate, Known } from './pick.ts';
import { standingsOf } from './pick.ts';

/** Who has recalled so many of a topic's items is past its basics; fewer, where the topic has no more. */
const BASICS = 3;

/**
 * The order of a day's questions. Topics whose basics the learner has are mixed, no two in a row where that can be had; those that are new
 * to them come one at a time, each in one piece, before the others (interleaving helps who has something to tell apart).
 */
export function inOrder(chosen: readonly Candidate[], known: Known): Candidate[] {
  const begun = begunTopics(chosen, known);
  const groups = Map.groupBy(chosen, (each) => begun.has(topicOf(each)));
  const blocked = [...Map.groupBy(groups.get(true) ?? [], topicOf).values()].flat();
  return [...blocked, ...apart(groups.get(false) ?? [], blocked.at(-1))];
}

/** Of the topics of a day, those of which a learner has not recalled the basics. */
function begunTopics(chosen: readonly Candidate[], known: Known): Set<string> {
  const asked = new Set(chosen.map(topicOf));
  const topics = Map.groupBy(
    standingsOf(known).filter(({ candidate }) => asked.has(topicOf(candidate))),
    ({ candidate }) => topicOf(candidate),
  );
  return new Set(
    [...topics].flatMap(([topic, items]) =>
      items.filter(({ memory }) => memory?.recalled).length < Math.min(BASICS, items.length) ? topic : [],
    ),
  );
}

function topicOf({ deck, topic }: Candidate): string {
  return `${deck}/${topic}`;
}

// Keeps the order but for a neighbour of the same topic, which waits until another topic has come between.
function apart(items: readonly Candidate[], before: Candidate | undefined): Candidate[] {
  const waiting = [...items];
  const order: Candidate[] = [];
  while (waiting.length > 0) {
    const last = order.at(-1) ?? before;
    const other = waiting.findIndex((each) => !last || topicOf(each) !== topicOf(last));
    order.push(...waiting.splice(Math.max(0, other), 1));
  }
  return order;
}
