import { useState } from 'preact/hooks';
import type { ShownLetter } from '../wire.ts';

/** What a letter's inputs hold, by the id of the input. */
export type Values = Record<string, string | string[]>;

const typed = new Map<string, Values>();

/** What a member has typed into a letter; it stays when they look elsewhere and come back. */
export function typedValues(letter: ShownLetter, member: string): [Values, (id: string, value: string | string[]) => void] {
  const key = `${member}/${letter.id}`;
  const [values, setValues] = useState<Values>(() => typed.get(key) ?? firstValues(letter));
  return [
    values,
    (id, value) => {
      const next = { ...values, [id]: value };
      typed.set(key, next);
      setValues(next);
    },
  ];
}

function firstValues(letter: ShownLetter): Values {
  const values: Values = {};
  for (const block of letter.blocks) {
    if (block.type === 'input' && block.input.value !== undefined) values[block.input.id] = block.input.value;
  }
  return values;
}
