import type { Item } from '../domain/deck.ts';
import type { Option } from '../domain/kinds/kind.ts';
import { EXAMPLE, labelled } from '../domain/kinds/teach-back.ts';
import { authored, type Markdown, md } from '../markdown.ts';
import type { Words } from '../phrase.ts';

// What kinds of questions say themselves, among what authors wrote.

/** An option: an author's, or true and false. */
export function optionWords({ id, text }: Pick<Option, 'id' | 'text'>): Markdown {
  return id === 'true' ? md`True` : id === 'false' ? md`False` : authored(text);
}

/** An answer as a kind names it. */
export function answerWords({ kind }: Item, answer: string): Markdown {
  return kind === 'true-false' ? optionWords({ id: answer.toLowerCase(), text: answer }) : authored(answer);
}

/** What somebody said, which is no Markdown. */
export function saidWords({ kind }: Item, said: string): Words | Markdown {
  return kind === 'true-false' ? optionWords({ id: said.toLowerCase(), text: said }) : said;
}

/** A key point: an author's, or what is asked of every explanation. */
export function pointWords(point: string): Markdown {
  const label = labelled('');
  if (point === EXAMPLE) return md`An example of it`;
  return point.startsWith(label) ? md`What it is not: ${authored(point.slice(label.length))}` : authored(point);
}
