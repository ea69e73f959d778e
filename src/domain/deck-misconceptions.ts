import type { Outcome } from './kinds/kind.ts';
import type { Misconception } from './misconception.ts';

type Known = Readonly<Record<string, Misconception>> | undefined;

/** Where an item names a misconception. */
export function misconceptionsNamed(part: unknown, path: (string | number)[] = []): { path: (string | number)[]; id: string }[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(part) ? Number(key) : key];
    return key === 'misconception' && typeof value === 'string' ? [{ path: here, id: value }] : misconceptionsNamed(value, here);
  });
}

/** An item with those of its deck's misconceptions that it names, so that its versions keep what they said. */
export function withMisconceptions<T extends { misconceptions?: Known }>(item: T, known: Known): T {
  const own = misconceptionsNamed(item).flatMap(({ id }) => (known && Object.hasOwn(known, id) ? [[id, known[id]]] : []));
  return own.length === 0 ? item : { ...item, misconceptions: { ...Object.fromEntries(own), ...item.misconceptions } };
}

/** What is said to who showed a misconception is its correction. */
export function withCorrections(outcome: Outcome, known: Known): Outcome {
  if (outcome.type !== 'graded') return outcome;
  const shown = (outcome.grade.misconceptions ?? []).flatMap((id) =>
    known && Object.hasOwn(known, id) ? (known[id] ?? []) : [],
  );
  if (shown.length === 0) return outcome;
  const said = [outcome.grade.feedback, ...shown.map(({ correction }) => correction)];
  return { ...outcome, grade: { ...outcome.grade, feedback: said.filter(Boolean).join('\n\n') } };
}
