import type { Diagnosis } from '../evidence/diagnosis.ts';
import type { Award } from './award.ts';
import { boundsOf, countsOf, type Tuned, wrongTier } from './overlay.ts';
import type { Rule } from './rule.ts';

const STRICTER = 1.5;
const LOOSER = 2 / 3;
const MOST_FAMILIES = 3;
// Fewer awards say nothing of their family.
const FEWEST_AWARDS = 3;

/**
 * The thresholds to propose after a diagnosis: half as much again for the families that gave most, the first proof apart; a third less for the first that
 * gave nothing. None where their bounds are reached. `awards` are those of the time that was looked at.
 */
export function retuned(
  finding: Diagnosis['finding'],
  { rules, files, awards }: { rules: readonly Rule[]; files: readonly Rule[]; awards: readonly Pick<Award, 'family'>[] },
): Tuned[] {
  if (finding !== 'too easy' && finding !== 'too hard') return [];
  const given = (rule: Rule) => awards.filter(({ family }) => family === rule.family).length;
  const on = rules.filter(({ off }) => !off);
  const concerned =
    finding === 'too easy'
      ? on.filter((rule) => given(rule) >= FEWEST_AWARDS).sort((a, b) => given(b) - given(a))
      : on.filter((rule) => given(rule) === 0 && !rule.opens);
  const factor = finding === 'too easy' ? STRICTER : LOOSER;
  return concerned.flatMap((rule) => withFactor(rule, files, factor)).slice(0, MOST_FAMILIES);
}

/** The standard and the mastery tier of a family by a factor, within what its file allows; nothing where that changes nothing. */
function withFactor(rule: Rule, files: readonly Rule[], factor: number): Tuned[] {
  const file = files.find(({ family }) => family === rule.family);
  if (!file) return [];
  const [starter, ...more] = countsOf(rule);
  const bounds = boundsOf(file).slice(1);
  const [standard = 0, mastery = 0] = more.map((count, i) => {
    const { least = 1, most = count } = bounds[i] ?? {};
    return Math.min(most, Math.max(least, Math.round(count * factor)));
  });
  const isSame = standard === more[0] && mastery === more[1];
  return isSame || wrongTier(file, [starter, standard, mastery])
    ? []
    : [{ family: rule.family, counts: [starter, standard, mastery] }];
}
