import { boundsOf, type Counts, countsOf } from '../domain/achievements/overlay.ts';
import { type Rule, TIERS } from '../domain/achievements/rule.ts';
import { FEWEST_LEARNERS } from '../domain/evidence/retention.ts';
import { joined, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { phrase, shipped, type Words } from '../phrase.ts';
import { tierName } from './achievements.ts';
import { button, buttons, count, listed, message, note, sentence, text } from './words.ts';

/** What each family asks for in this workspace, and a form to change one. */
export function families(rules: readonly Rule[], files: readonly Rule[]): Outbound {
  if (rules.length === 0) return sentence(md`There are no families of achievements here: an operator adds their files.`);
  const facts = rules.map((rule) => ({ label: shipped(rule.title), value: asked(rule, files) }));
  const options = rules.map(({ family, title }) => ({ value: family, label: shipped(title) }));
  return message(
    [
      text(md`**What achievements ask for here**: proofs for starter, standard and mastery`),
      { type: 'facts', facts },
      { type: 'input', input: { as: 'one-of', id: 'family', label: phrase`Family`, options, folded: true } },
      {
        type: 'input',
        input: {
          as: 'line',
          id: 'counts',
          label: phrase`Starter, standard, mastery`,
          hint: phrase`For example 1 12 40`,
          optional: true,
        },
      },
      buttons(
        button('set', phrase`Set`, { type: 'set-thresholds' }, { primary: true }),
        button('off', phrase`Turn off`, { type: 'switch-family', on: false }, { sends: true }),
        button('on', phrase`Turn on`, { type: 'switch-family', on: true }, { sends: true }),
      ),
      note(md`Whoever holds an award keeps it. In words: thresholds NAME 1 12 40, family off NAME, undo thresholds.`),
    ],
    listed([phrase`What achievements ask for here:`, ...facts.map(({ label, value }) => phrase`${label}: ${value}`)], '\n'),
  );
}

function asked(rule: Rule, files: readonly Rule[]): Words {
  const file = files.find(({ family }) => family === rule.family);
  const [here, before] = [numbers(rule), file ? numbers(file) : ''];
  if (rule.off) return phrase`off (${here})`;
  return here === before || before === '' ? here : phrase`${here}, its file ${before}`;
}

function numbers(rule: Rule): string {
  return countsOf(rule).join(' · ');
}

/** What holds from now on, and the way back. */
export function familiesChanged(changed: readonly Rule[], since: string): Outbound {
  const lines = changed.map((rule) =>
    rule.off
      ? md`**${shipped(rule.title)}** is off: nothing new is given, and what is held stays.`
      : md`**${shipped(rule.title)}** asks for ${numbers(rule)} from now on; awards stay with who has them.`,
  );
  return message([text(joined(lines, '\n')), buttons(button('undo', phrase`Undo`, { type: 'undo-thresholds', since }))]);
}

/** Counts that cannot be: which, and what can. */
export function outOfBounds(rule: Rule, wrong: (typeof TIERS)[number] | undefined): Outbound {
  const bounds = boundsOf(rule).map(({ least, most }, i) => phrase`${tierName(i)} ${least} to ${most}`);
  const why =
    wrong === undefined ? phrase`I need three numbers.` : phrase`That does not fit for ${tierName(TIERS.indexOf(wrong))}.`;
  return sentence(md`${why} ${shipped(rule.title)} may ask for ${listed(bounds)}, each more than the one before.`);
}

/** Other thresholds for some families, and what they would have made of the awards of the last weeks. */
export type Proposal = {
  changes: readonly { rule: Rule; counts: Counts }[];
  /** Awards of these families that were given; those of them that would have been as well, and all that would have been. */
  given: number;
  still: number;
  would: number;
  people: number;
};

/** What is proposed, with its effect, and for who may the button that does it. */
export function proposalBlocks(proposal: Proposal | undefined, mayApply: boolean): Block[] {
  if (!proposal) return [];
  const { changes, given, still, would, people } = proposal;
  const lines = changes.map(
    ({ rule, counts }) => md`- **${shipped(rule.title)}**: ${counts.join(' · ')} in the place of ${numbers(rule)}`,
  );
  const effect =
    would > given
      ? md`Of the last four weeks: ${count(would, 'award')} of these families in the place of ${given}, by the answers of ${count(people, 'person', 'people')}.`
      : md`${still} of ${count(given, 'award')} of the last four weeks would still have been given, by the answers of ${count(people, 'person', 'people')}.`;
  const proposed = changes.map(({ rule, counts }) => ({ family: rule.family, counts }));
  return [
    text(md`Proposed for this workspace, as proofs for starter, standard and mastery:`),
    text(joined(lines, '\n')),
    ...(people < FEWEST_LEARNERS ? [] : [note(effect)]),
    mayApply
      ? buttons(button('apply', phrase`Apply`, { type: 'tune-families', proposed }))
      : note(md`An author or an admin applies it: they get it with their report, or say thresholds NAME 1 12 40.`),
  ];
}
