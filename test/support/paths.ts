import { type Path, pathSchema } from '../../src/domain/path/path.ts';
import { simpleDeck } from './decks.ts';

/** Four items a deck: one stage each. */
export const pathDecks = ['first', 'second', 'third'].map((id) => simpleDeck(id, 4));

type Stages = Record<string, { deck: string; days?: number }>;

const module = (id: string, stages: Stages, more: object = {}) => ({
  ...{ id, title: `Module ${id}`, capability: `do what ${id} takes.`, why: `${id} matters.` },
  ...{ stages, ...more },
});

/** Foundation, then application of one module; another that needs the first's foundation. */
export const seller: Path = {
  id: 'seller',
  ...pathSchema.parse({
    title: 'Seller',
    description: 'Sells.',
    modules: [
      module('basics', { foundation: { deck: 'first' }, application: { deck: 'second' } }),
      module('talks', { foundation: { deck: 'third' } }, { needs: { basics: 'foundation' } }),
    ],
    milestones: [
      { day: 30, kind: 'onboarding', title: 'Arrived', expects: { basics: 'foundation' } },
      { day: 90, kind: 'promotion-readiness', title: 'Ready', expects: { basics: 'application', talks: 'foundation' } },
    ],
  }),
};

/** Another role that begins with the same. */
export const helper: Path = {
  id: 'helper',
  ...pathSchema.parse({
    title: 'Helper',
    modules: [module('ground', { foundation: { deck: 'first' } }), module('care', { foundation: { deck: 'third' } })],
  }),
};
