import { multiSelect } from './multi-select.ts';
import { numeric } from './numeric.ts';
import { scenario } from './scenario.ts';
import { sentence } from './sentence.ts';
import { shortText } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

/** Every kind of question. A new one is a file and a line here. */
export const kinds = [singleChoice, multiSelect, trueFalse, numeric, shortText, sentence, scenario] as const;
