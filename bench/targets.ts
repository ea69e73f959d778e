import { ATTACKS, type Target } from './attacks.ts';
import type { Marked } from './marked.ts';

/** The questions of a set, each with references of three others. */
export function targetsOf(marked: readonly Marked[]): Target[] {
  const questions = [...Map.groupBy(marked, ({ question }) => question).values()].flatMap(([one]) => (one ? [one] : []));
  return questions.map(({ question, references }, i) => {
    const others = [7, 14, 21].flatMap((step) => questions[(i + step) % questions.length] ?? []);
    const strange = others.filter((other) => other.question !== question).flatMap((other) => other.references.slice(0, 1));
    return { question, references, others: strange };
  });
}

/** Every answer that an attack makes of the targets. */
export function attempted(name: string, targets: readonly Target[]): { answer: string; target: Target }[] {
  const attack = ATTACKS[name];
  return targets.flatMap((target) =>
    target.references.flatMap((reference) => attack?.(reference, target) ?? []).map((answer) => ({ answer, target })),
  );
}
