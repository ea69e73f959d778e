import { wordsOf } from '../grade/normalise.ts';
import { isFunctionWord, stem } from '../grade/stem.ts';

/** What a goal can be about: a deck, or one of its topics; `known` are those of its questions that the learner has met. */
export type Scope = { deck: string; topic?: string; name: string; items: number; known: number };

// Of a name's words so many have to be said.
const ENOUGH = 0.5;

/** What is meant by some words: what has most of its name in them, of equals the first. Nothing where no name fits. */
export function scopeIn<T extends Pick<Scope, 'name'>>(words: string, scopes: readonly T[]): T | undefined {
  const quoted = /[“"]([^”"]+)[”"]/.exec(words)?.[1];
  const exact = scopes.find(({ name }) => name.toLowerCase() === quoted?.trim().toLowerCase());
  if (exact) return exact;
  const said = new Set(tokens(words));
  const fitting = scopes
    .map((scope) => ({ scope, ...overlap(tokens(scope.name), said) }))
    .filter(({ share, found }) => found > 0 && share >= ENOUGH);
  return fitting.sort((a, b) => b.share - a.share || b.found - a.found)[0]?.scope;
}

function overlap(name: readonly string[], said: ReadonlySet<string>): { found: number; share: number } {
  const found = name.filter((word) => said.has(word)).length;
  return { found, share: found / Math.max(1, name.length) };
}

function tokens(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !isFunctionWord(word, 'en'))
    .map((word) => stem(word, 'en'));
}
