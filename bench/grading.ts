import { gradeSentence, type SentenceGrade } from '../src/domain/grade/sentence.ts';
import { LIMITS } from './attacks.ts';
import { type Bench, percentile, type Row, rounded, row } from './bench.ts';
import { bySeven, type Counted, counted, exactly, type Row as Held, heldOut, overlapping, score } from './held-out.ts';
import { fitLogistic } from './logistic-regression.ts';
import { hasPublicSets, type Marked, ownSet, publicSet } from './marked.ts';
import { auc, macroF1, type Scored } from './scores.ts';
import { attempted, targetsOf } from './targets.ts';

const NAMES = ['scientsbank.train', 'beetle.train', 'saf.english.train', 'scientsbank.unseen-answers'];

/** What the offline grader of sentences is worth, beside the share of common words and the same words; and who can cheat it. */
export const grading: Bench = async ({ tell }) => {
  if (!hasPublicSets())
    tell('../shared/data/grading is not there: a few answers of our own, and no figures on questions held out');
  const sets = hasPublicSets() ? NAMES.map(publicSet) : [ownSet()];
  const marked = sets.flat();
  return [...(hasPublicSets() ? unseen(sets) : []), ...decided(marked), ...attacked(marked)];
};

/** Figures of weights that have not seen the questions, the subjects or the whole set that they mark. */
function unseen(sets: readonly (readonly Marked[])[]): Row[] {
  const [features, overlap] = [sets.map(counted), sets.map(overlapping)];
  const [scientsbank = [], beetle = [], saf = []] = sets;
  const exact = {
    questions: mean([scientsbank, beetle].map((set) => macroF1(set.map(exactly)))),
    subjects: macroF1(scientsbank.map(exactly)),
  };
  const scoredExactly = [beetle, scientsbank, saf].map((set) => set.map(exactly));
  const [own, common] = [trials(features), trials(overlap)];
  const seven = sevenCounts(features);
  return [
    row('grading', 'macro-F1 on questions held out', { atLeast: 0.73 }, [mean(own.questions.map(macroF1))], {
      scientsbank: figure(own.questions[0], macroF1),
      beetle: figure(own.questions[1], macroF1),
      sevenCounts: rounded(mean(seven.questions.map(macroF1))),
      wordOverlap: rounded(mean(common.questions.map(macroF1))),
      exactMatch: rounded(exact.questions),
    }),
    row('grading', 'macro-F1 on subjects held out (SciEntsBank)', { atLeast: 0.72 }, [macroF1(own.subjects)], {
      sevenCounts: rounded(macroF1(seven.subjects)),
      wordOverlap: rounded(macroF1(common.subjects)),
      exactMatch: rounded(exact.subjects),
    }),
    row('grading', 'macro-F1 on answers not seen (SciEntsBank)', { atLeast: 0.69 }, [newAnswers(features)], {
      sevenCounts: newAnswers(features.map(bySeven), { alone: true }),
      wordOverlap: newAnswers(overlap),
    }),
    ...['SciEntsBank to Beetle', 'Beetle to SciEntsBank', 'both to SAF'].map((way, i) =>
      row('grading', `AUC from one corpus to another: ${way}`, { atLeast: 0.8 }, [figure(own.corpora[i], auc)], {
        sevenCounts: figure(seven.corpora[i], auc),
        wordOverlap: figure(common.corpora[i], auc),
        exactMatch: figure(scoredExactly[i], auc),
      }),
    ),
  ];
}

function trials([scientsbank = [], beetle = [], saf = []]: readonly (readonly Held[])[]) {
  const question = (each: Held) => each.question;
  return {
    questions: [heldOut(scientsbank, [...beetle, ...saf], question), heldOut(beetle, [...scientsbank, ...saf], question)],
    subjects: heldOut(scientsbank, [...beetle, ...saf], ({ subject }) => subject),
    corpora: [
      score(fitLogistic(scientsbank), beetle),
      score(fitLogistic(beetle), scientsbank),
      score(fitLogistic([...scientsbank, ...beetle]), saf),
    ],
  };
}

function newAnswers(
  [scientsbank = [], beetle = [], saf = [], fresh = []]: readonly (readonly Held[])[],
  { alone } = { alone: false },
): number {
  return figure(score(fitLogistic(alone ? scientsbank : [...scientsbank, ...beetle, ...saf]), fresh), macroF1);
}

/** The seven counts of science.md in the same trials: its figures are of test sets that are not here. */
function sevenCounts(sets: readonly (readonly Counted[])[]) {
  const [scientsbank = [], beetle = [], saf = []] = sets.map(bySeven);
  return {
    questions: [scientsbank, beetle].map((set) => heldOut(set, [], ({ question }) => question)),
    subjects: heldOut(scientsbank, [], ({ subject }) => subject),
    corpora: trials([scientsbank, beetle, saf]).corpora,
  };
}

function figure(scored: readonly Scored[] = [], of: (scored: readonly Scored[]) => number): number {
  return rounded(of(scored));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// The first answers of a process are slow, whatever they are.
const WARM_UP = 200;

type Graded = Marked & { grade: SentenceGrade; ms: number };

/** What the cut-offs decide, with the weights as they are in the code, and how long it takes. */
function decided(marked: readonly Marked[]): Row[] {
  marked.slice(0, WARM_UP).forEach(gradedInTime);
  const graded = marked.map(gradedInTime);
  const groups = [...Map.groupBy(graded, ({ set }) => set).entries()];
  const figures = groups.flatMap(([set, answers]) => [
    [`${set}Agreement`, rounded(agreement(answers))],
    [`${set}Coverage`, rounded(answers.filter(isDecided).length / answers.length)],
  ]);
  const exact = marked.filter((each) => exactly(each).p === 1);
  const times = graded.map(({ ms }) => ms);
  return [
    row('grading', 'agreement with people of what is decided', { atLeast: 0.95 }, [agreement(graded)], {
      coverage: rounded(graded.filter(isDecided).length / graded.length),
      ...Object.fromEntries(figures),
      exactMatchAgreement: rounded(exact.filter(({ right }) => right).length / Math.max(1, exact.length)),
      exactMatchCoverage: rounded(exact.length / marked.length),
    }),
    row('grading', 'ms an answer, p95', { atMost: 5 }, [percentile(times, 0.95)], { p50Ms: rounded(percentile(times, 0.5)) }),
  ];
}

function gradedInTime(each: Marked): Graded {
  const from = performance.now();
  const grade = gradeSentence(each.answer, each.references, { question: each.question });
  return { ...each, grade, ms: performance.now() - from };
}

function isDecided({ grade }: Graded): boolean {
  return grade.verdict !== 'unsure';
}

function agreement(graded: readonly Graded[]): number {
  const made = graded.filter(isDecided);
  return made.filter(({ grade, right }) => (grade.verdict === 'correct') === right).length / made.length;
}

function attacked(marked: readonly Marked[]): Row[] {
  const targets = targetsOf(marked);
  return Object.entries(LIMITS).map(([name, limit]) => {
    const verdicts = attempted(name, targets).map(
      ({ answer, target }) => gradeSentence(answer, target.references, { question: target.question }).verdict,
    );
    const taken = verdicts.filter((verdict) => verdict === 'correct').length / verdicts.length;
    return row('grading', `marked correct: ${name}`, limit, [taken], { tries: verdicts.length });
  });
}
