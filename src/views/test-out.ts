import type { Path } from '../domain/path/path.ts';
import type { Standing } from '../domain/path/standing.ts';
import { md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { STAGE } from './path.ts';
import { button, buttons, message, text } from './words.ts';

/** How a test ended; `news` says which stage it has shown to be held. */
export function tested({ right, of }: { right: number; of: number }, news: readonly Block[]): Outbound {
  const what = phrase`Test: ${right} of ${of} right at the first try.`;
  if (news.length > 0) return message([text(md`${what}`), ...news]);
  return message([
    text(
      md`${what} That is not enough to say that you hold the stage, and nothing is lost: its questions come little by little, and it opens what is next by what you still know a week later.`,
    ),
  ]);
}

export function nothingToTestOut({ path, standings }: { path: Path; standings: readonly Standing[] }): Outbound {
  const isDone = standings.every((each) => each.isHeld);
  const why = isDone
    ? md`There is nothing to test out of: you hold all of ${path.title}.`
    : md`There is nothing to test out of there: it is held already, opens later, or is about what stays for longer than a week.`;
  return message([text(why), buttons(button('path', phrase`Path`, { type: 'open-path' }, { primary: true }))]);
}

export function tooFewToTestOut({ module, stage }: Standing): Outbound {
  return message([
    text(
      md`${module.title}, ${STAGE[stage]}, cannot be tested out of now: a test asks what you have not seen for six days, and too few of its questions are left. It opens what is next by what you still know a week later.`,
    ),
  ]);
}
