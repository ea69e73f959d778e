import { text } from 'node:stream/consumers';
import { computeParameters, FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding';
import { z } from 'zod';

// A process of its own (`fitter.ts`): histories come as JSON on the standard input, parameters go to the standard output.
const historiesSchema = z.array(z.array(z.tuple([z.union([z.literal(1), z.literal(3)]), z.int().nonnegative()])));

const histories = historiesSchema.parse(JSON.parse(await text(process.stdin)));
// Each review is foretold from those before it: a history of three is two cases.
const cases = histories.flatMap((history) => history.slice(1).map((_, i) => history.slice(0, i + 2)));
const items = cases.map((reviews) => new FSRSBindingItem(reviews.map(([rating, days]) => new FSRSBindingReview(rating, days))));
// Its time-out has to be 1: others keep it from ending.
const weights = await computeParameters(items, { enableShortTerm: false, timeout: 1 });
process.stdout.write(JSON.stringify(weights));
