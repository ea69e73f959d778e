import { setTimeout as pause } from 'node:timers/promises';
import { ANSWER } from '../support/crowd.ts';
import { chanceOf } from '../support/seeded.ts';
import { saying, slackClient } from '../support/slack-client.ts';
import type { Fleet } from './fleet.ts';
import type { Moments } from './moments.ts';

/** Slack waits so long for an acknowledgement before it sends an event again. */
const SLACK_WAITS_MS = 3_000;
const MOST_SENDINGS = 100;

type Options = {
  fleet: Fleet;
  seed: number;
  team: string;
  secret: string;
  people: readonly string[];
  answersEach: number;
  /** Over which the answers are spread. */
  overMs: number;
  moments: Moments;
};

/** What the learners' side knows of what it sent. */
export type Sent = { answers: Map<string, string[]>; twice: number; again: number };

/** Everybody says `quiz` and answers so many questions, one after the other; one event in ten is delivered twice. */
export async function answerAll(options: Options): Promise<Sent> {
  const sent: Sent = { answers: new Map(), twice: 0, again: 0 };
  await Promise.all(options.people.map((person, i) => learn(options, sent, person, i)));
  return sent;
}

async function learn(options: Options, sent: Sent, person: string, place: number): Promise<void> {
  const { people, answersEach, overMs } = options;
  const stepMs = overMs / (answersEach + 1);
  await pause((place / people.length) * stepMs);
  await deliver(options, sent, person, 'quiz', `Ev${person}Q`);
  for (let i = 1; i <= answersEach; i++) {
    await pause(stepMs);
    const event = `Ev${person}A${i}`;
    await deliver(options, sent, person, ANSWER, event);
    sent.answers.set(person, [...(sent.answers.get(person) ?? []), event]);
  }
}

/** Sends an event until it is acknowledged, as Slack does; some of them twice at once, to whomever it hits. */
async function deliver(options: Options, sent: Sent, person: string, text: string, event: string): Promise<void> {
  const twice = chanceOf(options.seed, 'twice', event) < 0.1;
  if (twice) sent.twice += 1;
  await Promise.all(Array.from({ length: twice ? 2 : 1 }, (_, copy) => deliverCopy(options, sent, person, text, event, copy)));
}

async function deliverCopy(
  options: Options,
  sent: Sent,
  person: string,
  text: string,
  event: string,
  copy: number,
): Promise<void> {
  const { fleet, seed, secret, team, moments } = options;
  for (let retry = 0; retry < MOST_SENDINGS; retry++) {
    const serving = await fleet.serving();
    const to = serving[Math.floor(chanceOf(seed, event, copy, retry) * serving.length)];
    if (!to) continue;
    const people = slackClient({ appUrl: to.url, signingSecret: secret, team });
    const answered = people.event(saying(person, text), { id: event, retry }).catch(() => undefined);
    moments.tell('event', to.name);
    const reply = await Promise.race([answered, pause(SLACK_WAITS_MS, undefined, { ref: false })]);
    if (reply?.status === 200) return moments.tell('acknowledgement', to.name);
    sent.again += 1;
    await pause(100);
  }
  throw new Error(`${event} was never acknowledged`);
}
