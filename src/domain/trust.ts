/** How a deck's answers were marked: how many, of how many people; not by the learners themselves; disputed; corrected. */
export type MarkFigures = {
  deck: string;
  answers: number;
  people: number;
  decided: number;
  disputed: number;
  corrected: number;
};

/** In percent: answers that the rules or a model's findings decided; of those the disputed, and those whose mark still stands. */
export type Trust = { decided: number; disputed: number; upheld: number };

// Below, a share says more about chance, or about one person, than about the deck.
const LEAST_ANSWERS = 20;
const LEAST_PEOPLE = 3;

export function trustIn({ answers, people, decided, disputed, corrected }: MarkFigures): Trust | undefined {
  if (answers < LEAST_ANSWERS || people < LEAST_PEOPLE || decided === 0) return undefined;
  const share = (part: number, whole: number) => Math.round((100 * part) / whole);
  return { decided: share(decided, answers), disputed: share(disputed, decided), upheld: 100 - share(corrected, decided) };
}
