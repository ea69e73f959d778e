import { neighbourhoodOf } from '../src/domain/grade/neighbours.ts';
import { WEIGHED } from '../src/domain/grade/weights.ts';
import { hash } from '../src/domain/hash.ts';
import { counted, heldOut, type Row, say, score } from './held-out.ts';
import { type Example, fitLogistic } from './logistic-regression.ts';
import { publicSet } from './marked.ts';
import { auc, macroF1, type Scored } from './scores.ts';

// Prints the weights of sentences, fitted on the public sets beside the project, and what they are worth on questions held out:
// `npx node bench/grading-fit-main.ts`.

const RULED = 10;

/** Some answers of each question as if people had ruled on them, and what they say of the others. */
function ruledOn(rows: readonly (Row & Scored)[]): Example[] {
  return [...Map.groupBy(rows, (row) => row.question).values()].flatMap((answers) => {
    const drawn = answers.toSorted((a, b) => hash(a.answer) - hash(b.answer));
    const rulings = drawn.slice(0, RULED);
    return drawn.slice(RULED).map(({ p, saying, right, weight }) => {
      return { x: Object.values(neighbourhoodOf(p, saying, rulings)), right, weight };
    });
  });
}

function tell(what: string, scored: readonly Scored[]): void {
  process.stdout.write(`${what.padEnd(44)} macro-F1 ${macroF1(scored).toFixed(3)}  AUC ${auc(scored).toFixed(3)}\n`);
}

function tellWeights(what: string, weights: readonly number[], names: readonly string[]): void {
  process.stdout.write(`\n${what}\n${['bias', ...names].map((name, i) => `  ${name}: ${weights[i]?.toFixed(2)},`).join('\n')}\n`);
}

const rows = (name: string) => counted(publicSet(name));
const [scientsbank, beetle, saf] = [rows('scientsbank.train'), rows('beetle.train'), rows('saf.english.train')];

const question = (row: Row) => row.question;
const ofScientsbank = heldOut(scientsbank, [...beetle, ...saf], question);
const ofBeetle = heldOut(beetle, [...scientsbank, ...saf], question);
tell('SciEntsBank, questions held out', ofScientsbank);
tell('Beetle, questions held out', ofBeetle);

const [ruledScientsbank, ruledBeetle] = [ruledOn(ofScientsbank), ruledOn(ofBeetle)];
tell('SciEntsBank to Beetle, ten answers ruled on', score(fitLogistic(ruledScientsbank), ruledBeetle));
tell('Beetle to SciEntsBank, ten answers ruled on', score(fitLogistic(ruledBeetle), ruledScientsbank));

tellWeights('of what is counted', fitLogistic([...scientsbank, ...beetle, ...saf]), WEIGHED);
const beside = neighbourhoodOf(0.5, say(''), []);
tellWeights('among neighbours', fitLogistic([...ruledScientsbank, ...ruledBeetle]), Object.keys(beside));
