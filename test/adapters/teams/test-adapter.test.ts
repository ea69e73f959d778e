import { TestAdapter } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { teamsApplication } from '../../../adapters/teams/receive.ts';
import type { Inbound } from '../../../src/events.ts';
import { textOn } from '../../support/teams-cards.ts';
import { letter, says } from './letters.ts';
import { NOW } from './listening.ts';

describe("in botbuilder's own TestAdapter", () => {
  const inbound: Inbound[] = [];
  const app = teamsApplication({
    conversations: { find: async () => undefined, keep: async () => {} },
    lose: async () => {},
    now: () => NOW,
    log: { info() {}, warn() {}, error() {} },
    async accept(event) {
      inbound.push(event);
      return [letter(says('Right'), { replaces: 'question' })];
    },
  });
  const template = {
    serviceUrl: 'https://test.example',
    conversation: { id: 'chat', name: '', isGroup: false, conversationType: 'personal' },
  };
  const adapter = new TestAdapter(async (context) => {
    await app.run(context);
  }, template);

  it('a message is heard, and an invoke answered', async () => {
    await adapter.send('quiz');
    await adapter.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'press', data: { letter: 'question', button: 'b' } } },
    });

    expect(inbound.map(({ what }) => what)).toEqual([
      { type: 'said', text: 'quiz', attachments: 0 },
      { type: 'pressed', letter: 'question', button: 'b', values: {} },
    ]);
    const [answer] = adapter.activeQueue;
    expect(answer).toMatchObject({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } });
    expect(textOn(answer?.value.body.value)).toBe('Right');
  });
});
