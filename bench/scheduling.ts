import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { calibrationFrom, logLoss } from '../src/domain/platt.ts';
import { type Bench, type Row, rounded, row } from './bench.ts';
import { type Predicted, predictions, withOurs } from './memory-models.ts';
import { readRevlog } from './revlog.ts';
import { auc } from './scores.ts';

const PUBLIC = fileURLToPath(new URL('../../shared/data/revlogs/lkt_cloze.csv', import.meta.url));
const MODELS = ['constant', 'fixed', 'leitner', 'sm2', 'fsrs', 'ours'];

/** How well what is remembered is foretold on logs of real reviews, beside what others schedule by. */
export const scheduling: Bench = async ({ tell, revlog }) => {
  const files = revlog ? [revlog] : existsSync(PUBLIC) ? [PUBLIC] : [];
  if (files.length === 0) tell('../shared/data/revlogs is not there: give a log with --revlog FILE');
  const rows = await Promise.all(files.map((file) => ofFile(file, tell)));
  return rows.flat();
};

async function ofFile(file: string, tell: (line: string) => void): Promise<Row[]> {
  const { answers, skipped, why: reasons, rows } = await readRevlog(file);
  for (const { line, why } of reasons) tell(`${file}, line ${line}: ${why}`);
  const foretold = predictions(answers);
  tell(
    `${file}: ${rows} rows, ${skipped} could not be read, ${answers.length} first answers of a day, ${foretold.length} on a later day than before`,
  );
  if (foretold.length === 0) return [];
  const reviews = withOurs(foretold);
  return [...overAll(reviews), ...heldOut(foretold)];
}

function overAll(reviews: readonly Predicted[]): Row[] {
  const loss = Object.fromEntries(MODELS.map((model) => [model, rounded(userMean(reviews, model))]));
  const [ours = 0, fsrs = 0] = [loss['ours'], loss['fsrs']];
  const few = [...Map.groupBy(reviews, ({ user }) => user).values()].filter((each) => each.length < 20).flat();
  const figures = (of: (model: string) => number) => Object.fromEntries(MODELS.map((model) => [model, rounded(of(model))]));
  return [
    row('scheduling', 'log loss (user mean), ours of FSRS', { atMost: 1 }, [ours / fsrs], loss),
    row('scheduling', 'log loss (user mean), ours of SM-2', { atMost: 0.9 }, [ours / (loss['sm2'] ?? 1)], {}),
    row('scheduling', 'log loss (user mean), ours of fixed 3, 7, 14', { atMost: 0.9 }, [ours / (loss['fixed'] ?? 1)], {}),
    ...(few.length > 0
      ? [
          row(
            'scheduling',
            'log loss of who has under 20 reviews, ours of FSRS',
            { atMost: 1 },
            [userMean(few, 'ours') / userMean(few, 'fsrs')],
            { reviews: few.length },
          ),
        ]
      : []),
    row(
      'scheduling',
      'RMSE (bins), ours of FSRS',
      { atMost: 1 },
      [rmse(reviews, 'ours') / rmse(reviews, 'fsrs')],
      figures((model) => rmse(reviews, model)),
    ),
    row(
      'scheduling',
      'AUC, ours of FSRS',
      { atLeast: 0.99 },
      [scored(reviews, 'ours') / scored(reviews, 'fsrs')],
      figures((model) => scored(reviews, model)),
    ),
  ];
}

/** Each half of the learners is foretold by what the other half's reviews say, as on a company's second course. */
function heldOut(foretold: readonly Predicted[]): Row[] {
  const users = [...new Set(foretold.map(({ user }) => user))].sort();
  if (users.length < 20) return [];
  const halfOf = new Map(users.map((user, i) => [user, i % 2]));
  const halves = [0, 1].map((half) => foretold.filter(({ user }) => halfOf.get(user) === half));
  const reviews = halves.flatMap((half, i) => withOurs(half, calibrationFrom(asForetold(halves[1 - i] ?? [], 'fsrs'))));
  const base = foretold.filter(({ right }) => right).length / foretold.length;
  const constant = logLoss(reviews.map(({ right }) => ({ probability: base, right })));
  const mean = reviews.reduce((sum, { by }) => sum + (by['ours'] ?? 0), 0) / reviews.length;
  const observed = reviews.filter(({ right }) => right).length / reviews.length;
  return [
    row('scheduling', 'log loss of learners held out', { atMost: 0.65 }, [logLoss(asForetold(reviews, 'ours'))], {
      constant: rounded(constant),
      fsrs: rounded(logLoss(asForetold(reviews, 'fsrs'))),
      reviews: reviews.length,
    }),
    row('scheduling', 'mean foretold less observed, of learners held out', { atMost: 0.02 }, [Math.abs(mean - observed)], {
      mean: rounded(mean),
      observed: rounded(observed),
    }),
  ];
}

function asForetold(reviews: readonly Predicted[], model: string) {
  return reviews.map(({ by, right }) => ({ probability: by[model] ?? 0.5, right }));
}

function userMean(reviews: readonly Predicted[], model: string): number {
  const losses = [...Map.groupBy(reviews, ({ user }) => user).values()].map((each) => logLoss(asForetold(each, model)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function scored(reviews: readonly Predicted[], model: string): number {
  return auc(reviews.map(({ by, right }) => ({ p: by[model] ?? 0.5, right })));
}

/** The root of the mean square of what was foretold less what came, over FSRS's bins of interval, reviews and lapses, each by how many are in it. */
function rmse(reviews: readonly Predicted[], model: string): number {
  const squares = [...Map.groupBy(reviews, binOf).values()].map((each) => {
    const foretold = each.reduce((sum, { by }) => sum + (by[model] ?? 0.5), 0) / each.length;
    const came = each.filter(({ right }) => right).length / each.length;
    return each.length * (foretold - came) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / reviews.length);
}

// https://github.com/open-spaced-repetition/srs-benchmark: bins that widen by these factors.
function binOf({ elapsed, reviews, lapses }: Predicted): string {
  const step = (value: number, factor: number) => Math.floor(Math.log(value) / Math.log(factor));
  return [step(elapsed, 3.62), step(reviews + 1, 1.89), lapses === 0 ? -1 : step(lapses, 1.73)].join(' ');
}
