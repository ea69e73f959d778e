import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

// A process of its own (`fitter.ts`): histories come as JSON on the standard input, parameters go to the standard output.
const historiesSchema = z.array(z.array(z.tuple([z.union([z.literal(1), z.literal(3)]), z.int().nonnegative()])));

/** Of the native binding of fsrs-rs what we use. */
type Binding = {
  FSRSBindingReview: new (rating: number, days: number) => object;
  FSRSBindingItem: new (reviews: object[]) => object;
  computeParameters(items: object[], options: { enableShortTerm: boolean; timeout: number }): Promise<number[]>;
};

// The package for all machines cannot be locked while some of its parts are in no registry: whoever has added it gets it, else that of the usual machine.
const PACKAGES = ['@open-spaced-repetition/binding', '@open-spaced-repetition/binding-linux-x64-gnu'];

function load(): Binding {
  const require = createRequire(import.meta.url);
  for (const name of PACKAGES) {
    try {
      return require(name) as Binding;
    } catch {
      // Not on this machine.
    }
  }
  throw new Error(`None of these is installed here: ${PACKAGES.join(', ')}.`);
}

const { FSRSBindingItem, FSRSBindingReview, computeParameters } = load();
const histories = historiesSchema.parse(JSON.parse(await text(process.stdin)));
// Each review is foretold from those before it: a history of three is two cases.
const cases = histories.flatMap((history) => history.slice(1).map((_, i) => history.slice(0, i + 2)));
const items = cases.map((reviews) => new FSRSBindingItem(reviews.map(([rating, days]) => new FSRSBindingReview(rating, days))));
// Its time-out has to be 1: others keep it from ending.
const weights = await computeParameters(items, { enableShortTerm: false, timeout: 1 });
process.stdout.write(JSON.stringify(weights));
