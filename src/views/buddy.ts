import type { Member } from '../domain/member.ts';
import { md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { button, buttons, count, message, note, sentence, text } from './words.ts';

/** Who reads one's explanations, and whom one could ask. */
export function buddyForm(
  known: readonly Member[],
  about: { reader: string | undefined; asked: string | undefined; reads: number },
): Outbound {
  const options = known.map(({ id, name }) => ({ value: id, label: name }));
  const state = about.reader
    ? md`**${about.reader}** reads your explanations.`
    : about.asked
      ? md`**${about.asked}** has been asked, and has not answered yet.`
      : md`A buddy reads what you explain in your own words, and ticks what it has.`;
  const reads =
    about.reads > 0 ? [note(md`You read those of ${count(about.reads, 'colleague')}. End it with: stop being a buddy.`)] : [];
  const form: Block[] =
    options.length === 0
      ? [note(md`I know nobody here yet whom you could ask.`)]
      : [
          { type: 'input', input: { as: 'people', id: 'buddy', label: 'Ask a colleague', options } },
          buttons(button('ask', 'Ask them', { type: 'ask-buddy' }, { primary: true })),
          note(
            md`They can say no, and either of you can end it at any time. Each explanation goes to them only when you send it.`,
          ),
        ];
  return message([text(state), ...reads, ...form]);
}

export function buddyAsked(name: string): Outbound {
  return sentence(`I have asked ${name}. You hear from me when they have answered.`);
}

/** To a colleague, before anything of somebody is shown to them. */
export function wouldYouRead({ id, name }: Member): Outbound {
  return message([
    text(md`**${name}** would like you to read what they explain now and then: two sentences, and you tick what they have.`),
    buttons(
      button('yes', 'Yes, I will help', { type: 'answer-buddy', member: id, yes: true }, { primary: true }),
      button('no', 'No, thanks', { type: 'answer-buddy', member: id, yes: false }),
    ),
    note(md`You can end it at any time: stop being a buddy.`),
  ]);
}

export function agreed(name: string): Outbound {
  return sentence(`Thank you. When ${name} sends you something, it takes half a minute.`);
}

export function declined(name: string): Outbound {
  return sentence(`${name} cannot at present. Say buddy to choose somebody else.`);
}

export function buddyEnded(any: boolean): Outbound {
  return sentence(any ? 'Ended, on both sides. Nobody is told why.' : 'You are nobody’s buddy at present, and have none.');
}
