import { understood } from '../../src/domain/kinds/typed-options.ts';
import { type Answer, truthOf } from './grade-kinds.ts';
import { PAIRED } from './grade-parts.ts';

/** Why a line cannot be marked at all: no answer could be right. */
export function flawOf(kind: string, answer: Answer): string | undefined {
  switch (kind) {
    case 'single-choice':
    case 'scenario':
      return isAnyOption(answer) ? undefined : 'references: none of them is one of the options';
    case 'multi-select':
      return answer.references.every((reference) => isOption(reference, answer))
        ? undefined
        : 'references: not all of them are options';
    case 'true-false':
      return truthOf(answer.references[0] ?? '') === undefined ? 'references: say true or false' : undefined;
    case 'matching':
      return answer.references.every((reference) => PAIRED.test(reference))
        ? undefined
        : 'references: write each pair as "left = right"';
    default:
      return undefined;
  }
}

function isAnyOption(answer: Answer): boolean {
  return answer.references.some((reference) => isOption(reference, answer));
}

function isOption(reference: string, { options }: Answer): boolean {
  const shown = options.map((text, i) => ({ id: String(i), text }));
  return shown.length === 0 || understood(reference, shown).length > 0;
}
