import { describe, expect, it } from 'vitest';
import type { Block, Input } from '../../../src/letter.ts';
import type { TeamsMessage } from '../../support/fake-teams.ts';
import { button, buttons, letter, says } from './letters.ts';
import { type Listening, listening } from './listening.ts';

const TEAMS = [
  { value: 'support', label: 'Support' },
  { value: 'sales', label: 'Sales' },
];
const FIELDS: Input[] = [
  { id: 'did', label: 'I did', as: 'lines', value: 'Refunds' },
  { id: 'next', label: 'Next', as: 'line', optional: true },
  { id: 'hour', label: 'Hour', as: 'time', value: '09:30' },
  { id: 'team', label: 'Team', as: 'one-of', options: TEAMS, value: 'sales' },
  { id: 'letter', label: 'Decks', as: 'some-of', options: TEAMS, value: ['support', 'sales'] },
  { id: 'who', label: 'Who', as: 'people', options: [{ value: 'bo', label: 'Bo' }], optional: true },
];

async function asked(fields: readonly Input[], ...labels: string[]): Promise<Listening & { message: TeamsMessage }> {
  const world = await listening();
  await world.client.install('ana');
  const [send = 'Send', ...others] = labels;
  const row = buttons(button('send', send, { primary: true }), ...others.map((label) => button(label.toLowerCase(), label)));
  const form = fields.map((input): Block => ({ type: 'input', input }));
  await world.platform.post(letter(says('Your week', ...form, row)));
  const [message] = world.teams.messagesIn(world.teams.chatOf('ana'));
  if (!message) throw new Error('The form was not posted');
  world.inbound.length = 0;
  return { ...world, message };
}

describe('a form', () => {
  it('comes back as it was filled in', async () => {
    const { client, inbound, message } = await asked(FIELDS);

    await client.press('ana', message, 'Send', {
      did: 'Escalations, mostly',
      next: 'Rest',
      letter: ['sales'],
      who: ['bo', 'li'],
    });

    expect(inbound[0]?.what).toEqual({
      type: 'pressed',
      letter: 'letter-1',
      button: 'send',
      values: { did: 'Escalations, mostly', next: 'Rest', hour: '09:30', team: 'sales', letter: ['sales'], who: ['bo', 'li'] },
    });
  });

  it('comes back with what stood in it, and empty where nothing did', async () => {
    const { client, inbound, message } = await asked(FIELDS);

    await client.submit('ana', message, 'Send');

    expect(inbound[0]?.what).toMatchObject({
      values: { did: 'Refunds', next: '', hour: '09:30', team: 'sales', letter: ['support', 'sales'], who: [] },
    });
  });

  it('is not sent by a button beside it, and does not hold that one up', async () => {
    const { client, inbound, message } = await asked([{ id: 'did', label: 'I did', as: 'lines' }], 'Send', 'Later');

    expect(() => client.press('ana', message, 'Send')).toThrow('Please fill in: I did');
    await client.press('ana', message, 'Later');

    expect(inbound[0]?.what).toMatchObject({ button: 'later', values: {} });
  });
});
