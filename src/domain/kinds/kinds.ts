import { cloze } from './cloze.ts';
import { matching } from './matching.ts';
import { multiSelect } from './multi-select.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import { scenario } from './scenario.ts';
import { sentence } from './sentence.ts';
import { shortText } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import { teachBack } from './teach-back.ts';
import { trueFalse } from './true-false.ts';

/** Every kind of question. A new one is a file and a line here. */
export const kinds = [
  singleChoice,
  multiSelect,
  trueFalse,
  numeric,
  shortText,
  sentence,
  teachBack,
  cloze,
  ordering,
  matching,
  scenario,
] as const;
