import type { Member } from '../../domain/member.ts';
import { phrase } from '../../phrase.ts';
import { welcome } from '../../views/welcome.ts';
import { keep, type Turn, tell } from '../turn.ts';

/** The newcomer's first words are answered at once, with what this is and when it comes. */
export async function welcomeNewcomer(turn: Turn, newcomer: Member, options: { started: boolean }): Promise<Member> {
  const member = { ...newcomer, welcomed: true };
  const deck = await enrolByDefault(turn, member);
  await keep(turn, member);
  await tell(turn, member.id, welcome(member, deck ?? phrase`what your team chooses`, options), {
    purpose: `welcome:${member.id}`,
  });
  return member;
}

/** Who learns nothing yet learns the workspace's default deck, unless a team has chosen. Gives the title of what is learned. */
export async function enrolByDefault(turn: Turn, member: Member): Promise<string | undefined> {
  const decks = await turn.records.decks.list();
  const [learning] = await turn.records.enrolments.of(member.id);
  const deck = decks.find((each) => each.id === (learning ?? turn.workspace.defaultDeck)) ?? decks[0];
  if (!learning && deck) await turn.records.enrolments.add(member.id, deck.id, turn.now);
  return deck?.title;
}
