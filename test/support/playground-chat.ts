import express from 'express';
import { connectPlayground } from '../../adapters/playground/connect.ts';
import type { Entry } from '../../adapters/playground/transcript.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderCard } from '../../adapters/teams/render.ts';
import { buttonsOf } from '../../src/letter.ts';
import type { Chat } from './chat.ts';
import { closed, listen, portOf } from './fake-slack.ts';
import { messageOf } from './memory-chat.ts';
import type { OpenPlatform } from './platform-world.ts';

const CHANNEL = { id: '#support', name: 'support' };

/** People of the playground's page, by the requests that the page makes. */
export const openPlayground: OpenPlatform = async ({ people, locales, zone, accept, idle, now, newId, log }) => {
  const http = express();
  const server = await listen(http);
  const entries = new Map<string, Entry>();
  const connection = await connectPlayground({
    http,
    people: people.map((id) => ({
      ...{ id, name: id.charAt(0).toUpperCase() + id.slice(1), role: 'learner' },
      ...(locales[id] && { locale: locales[id] }),
    })),
    channel: CHANNEL,
    workspace: 'playground:test',
    transcript: { entries: async () => [...entries.values()], put: async (entry) => void entries.set(entry.id, entry) },
    renderers: { slack: renderMessage, teams: renderCard },
    clock: { now, moveTo: async () => {} },
    nextDueAt: async () => undefined,
    accept,
    newId,
    log,
  });
  const post = async (path: string, body: object) => {
    const response = await fetch(`http://127.0.0.1:${portOf(server)}/playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, zone }),
    });
    if (!response.ok) throw new Error(`the page got ${response.status}: ${await response.text()}`);
    await idle();
  };
  const chat: Chat = {
    say: (person, text, channel) =>
      post('say', {
        member: person,
        place: channel === undefined ? 'personal' : 'channel',
        text: channel === undefined ? text : `@Cairn ${text}`,
      }),
    async press(person, message, label, changed = {}) {
      const letter = entries.get(message.id)?.letter;
      const button = letter && buttonsOf(letter.outbound).find((each) => each.label === label);
      if (!button) throw new Error(`there is no button ${label} on ${message.text}`);
      await post('press', { member: person, letter: letter.id, button: button.id, values: { ...message.inputs, ...changed } });
    },
    thread: async (message) => read([...entries.values()].filter(({ under }) => under === message.id)),
    messages: async (person, channel) =>
      read([...entries.values()].filter((entry) => !entry.under && isSeen(entry, person, channel) && entry.letter)),
  };
  const stop = async () => {
    await connection.stop();
    await closed(server);
  };
  return {
    name: 'playground',
    workspace: 'playground:test',
    platform: connection.platform,
    chat,
    idOf: (person) => person,
    refuseNext: () => {},
    url: `http://127.0.0.1:${portOf(server)}`,
    stop,
  };
};

function read(seen: Entry[]) {
  return seen
    .sort((a, b) => a.number - b.number)
    .map(({ id, letter }) => messageOf(id, letter?.outbound ?? { text: '', blocks: [] }));
}

function isSeen({ place, onlyFor }: Entry, person: string, channel: string | undefined): boolean {
  if (place.kind === 'personal') return channel === undefined && place.member === person;
  return channel !== undefined && (onlyFor === undefined || onlyFor === person);
}
