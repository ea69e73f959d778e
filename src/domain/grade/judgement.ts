import type { Grade, Verdict } from '../kinds/kind.ts';
import { type Grounded, grounded, isPadded } from './grounds.ts';
import { type Finding, forModel, type Rubric } from './rubric.ts';

// One telling word in five: an answer with fewer of a point's words may say it all the same, but a model alone is no proof.
const HARDLY_ANY = 0.2;
// Who has half of a point's words is not told that it was not said.
const MUCH = 0.5;

/** What a model's findings come to. It finds; what is right or wrong is decided here, and where its word alone would decide, the answer stays `unsure`. */
export function judgement(answer: string, findings: readonly Finding[], rubric: Rubric): Grade {
  const all = grounded(answer, findings, rubric);
  const isUsable =
    all.length > 0 && findings.length === all.length && forModel(answer) !== undefined && !isPadded(answer, rubric);
  const texts = (isMet: boolean) => all.filter(({ is }) => (is === 'met') === isMet).map(({ point }) => point.text);
  const verdict = isUsable ? verdictOf(all) : 'unsure';
  return { verdict, credit: creditOf(verdict, all), matched: texts(true), missed: texts(false) };
}

function verdictOf(all: readonly Grounded[]): Verdict {
  const found = (...which: Finding['is'][]) => all.filter(({ is }) => which.includes(is));
  const met = found('met');
  if (found('contradicted').length > 0) return isAllWrong(all) ? 'incorrect' : 'unsure';
  if (met.length === 0) return isNothing(all) ? 'incorrect' : 'unsure';
  if (isThin(met) || looksLikeMore(all)) return 'unsure';
  if (met.length === all.length) return 'correct';
  return found('missing').some(({ overlap }) => overlap >= MUCH) ? 'unsure' : 'partly';
}

// A contradiction counts where the answer speaks of the very point, and says nothing that is right.
function isAllWrong(all: readonly Grounded[]): boolean {
  return all.every(({ is, invented, overlap }) => !invented && (is === 'contradicted' ? overlap > 0 : is === 'missing'));
}

// Rules that see nothing in common, and a model that sees nothing either.
function isNothing(all: readonly Grounded[]): boolean {
  return all.every(({ is, invented, covered, overlap }) => is === 'missing' && !invented && covered + overlap === 0);
}

function isThin(met: readonly Grounded[]): boolean {
  return met.reduce((sum, { overlap }) => sum + overlap, 0) / met.length < HARDLY_ANY;
}

// Denied references, contraries, copied questions and shuffled key words: a model is as easily taken in by them as counting is.
function looksLikeMore(all: readonly Grounded[]): boolean {
  return all.every(({ isStrung }) => isStrung) || all.some(({ isTurned }) => isTurned);
}

function creditOf(verdict: Verdict, all: readonly Grounded[]): number {
  const worth = { met: 1, partial: 0.5, missing: 0, contradicted: 0 };
  const share = all.reduce((sum, { is }) => sum + worth[is], 0) / Math.max(1, all.length);
  return verdict === 'correct' ? 1 : verdict === 'partly' ? share : 0;
}
