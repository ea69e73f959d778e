import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameSchema } from '../../adapters/words.ts';
import type { Inbound, WorkspaceId } from '../../src/events.ts';
import { type Block, buttonsOf, type Letter } from '../../src/letter.ts';
import type { Platform } from '../../src/ports/platform.ts';
import { empty, useDatabase } from '../support/database.ts';
import { everyKind } from '../support/decks.ts';
import { openWorld } from '../support/world.ts';
import { cases, written } from './cases.ts';
import { expectHarmlessOnSlack, expectHarmlessOnTeams } from './harmless.ts';

const database = useDatabase();
const WORKSPACE: WorkspaceId = 'playground:test';

type Act = { who: 'ana' | 'ben'; which: number; words: string; does: 'say' | 'press' | 'mention' };
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom('ana', 'ben'),
  which: fc.nat(1_000),
  words: written,
  does: fc.constantFrom('say', 'press', 'press', 'press', 'mention'),
});
const journey = fc.record({
  names: fc.tuple(written, written),
  channel: written,
  acts: fc.array(act, { minLength: 4, maxLength: 10 }),
});

function filled(block: Block, words: string): [string, string | readonly string[]][] {
  if (block.type !== 'input') return [];
  const { id, as, value } = block.input;
  if (as === 'people') return [[id, ['ana', 'ben']]];
  return [[id, as === 'lines' || (as === 'line' && value === undefined) ? words : (value ?? (as === 'some-of' ? ['yes'] : ''))]];
}

test('whoever they are and whatever they write, in a quiz, a team and a week, no letter mentions anybody by it', async () => {
  await fc.assert(
    fc.asyncProperty(journey, async ({ names, channel, acts }) => {
      await empty(database());
      const sent: Letter[] = [];
      const post = async (letter: Letter) => {
        sent.push(letter);
        return letter.id;
      };
      const platform: Platform = {
        post,
        update: post,
        find: async () => ({ seen: 'unknown' }),
        profile: async (_, member) => ({
          name: nameSchema.parse(names[member === 'ana' ? 0 : 1]) || member,
          zone: 'Europe/Berlin',
        }),
        tellsStatus: false,
        opensGroups: false,
        pace: { workspace: Infinity, conversation: Infinity },
      };
      const world = openWorld({ db: database(), start: '2026-11-23T08:00:00Z', decks: [everyKind], platformOf: () => platform });
      const place = { kind: 'channel', id: 'C1', name: nameSchema.parse(channel) } as const;

      const does = async (
        member: string,
        what: Inbound['what'],
        conversation: Inbound['conversation'] = { kind: 'personal' },
      ) => {
        await world.engine.accept({ id: world.newId(), workspace: WORKSPACE, member, conversation, at: world.now(), what });
        await world.engine.idle();
      };
      const says = (member: string, text: string, where?: Inbound['conversation']) =>
        does(member, { type: 'said', text, attachments: 0 }, where);
      const presses = async (member: string, letter: Letter | undefined, words: string, which = 0) => {
        const buttons = letter ? buttonsOf(letter.outbound) : [];
        const button = buttons[which % Math.max(buttons.length, 1)];
        if (!letter || !button) return;
        const values = Object.fromEntries(letter.outbound.blocks.flatMap((block) => filled(block, words)));
        await does(member, { type: 'pressed', letter: letter.id, button: button.id, values });
      };
      const form = () => sent.findLast(({ outbound }) => outbound.blocks.some((block) => block.type === 'input'));

      await says('ana', 'team', place);
      await presses('ana', form(), channel);
      for (const { who, which, words, does: how } of acts) {
        if (how === 'say') await says(who, words);
        else if (how === 'mention') await says(who, words, place);
        else await presses(who, sent[sent.length - 1 - (which % Math.max(sent.length, 1))], words, which);
      }
      // The check-in of the week, written into by both, and its summary.
      await world.moveTo('2026-11-26T14:30:00Z');
      const words = acts[0]?.words ?? '';
      for (const who of ['ana', 'ben'] as const)
        await presses(
          who,
          sent.findLast(
            ({ to, outbound }) =>
              to.kind === 'member' && to.member === who && outbound.blocks.some((block) => block.type === 'input'),
          ),
          words,
        );
      await world.moveTo('2026-11-27T16:00:00Z');

      expect(world.log.filter(({ level }) => level === 'error')).toEqual([]);
      expect(sent.length).toBeGreaterThan(2);
      for (const letter of sent) {
        expectHarmlessOnSlack(letter);
        expectHarmlessOnTeams(letter);
      }
    }),
    cases({ few: 8, of100: 0.3 }),
  );
});
