import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eventBody, saying } from '../test/support/slack-client.ts';
import type { Saying } from '../test/support/slack-server/ledger.ts';
import { watchSlack } from '../test/support/slack-server/remote.ts';
import { dmOf } from '../test/support/slack-web-api.ts';
import { type Job, jobSchema, type Result } from './load.ts';

// The load generator (`load.ts`): takes a job, does it, tells what came of it.
const GIVE_UP_MS = 15_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let told: (said: Saying) => void = () => {};
let watched = '';
let events = 0;

process.on('message', async (message) => {
  const job = jobSchema.parse(message);
  if (watched !== job.slack) await watchSlack(job.slack, (said) => told(said));
  watched = job.slack;
  process.send?.(await doJob(job));
});
process.on('disconnect', () => process.exit());

type Waiting = { sentAt: number; answered: () => void };

async function doJob(job: Job): Promise<Result> {
  const result: Result = { sent: 0, refused: 0, answered: 0, seconds: 0, acknowledgedMs: [], answeredMs: [] };
  const waiting = new Map<string, Waiting>();
  const left = new Map(job.people.map((person) => [person, job.times]));
  const ready = [...job.people];
  const all = job.people.length * job.times;
  let [firstAt, lastAt, changedAt] = [now(), now(), now()];
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const sleeper of sleepers) sleeper();
    sleepers.clear();
  };
  told = (said) => {
    const who = waiting.get(said.channel);
    if (!who || !said.recorded || said.team !== job.team || !said.text.includes(job.answer)) return;
    waiting.delete(said.channel);
    lastAt = Math.max(lastAt, said.at);
    changedAt = now();
    result.answered += 1;
    result.answeredMs.push(said.at - who.sentAt);
    who.answered();
  };

  const sendNext = async (person: string): Promise<void> => {
    const again = (left.get(person) ?? 0) - 1;
    left.set(person, again);
    const answered = () => {
      if (again > 0) ready.push(person);
      wake();
    };
    const sentAt = now();
    waiting.set(dmOf(person), { sentAt, answered });
    result.sent += 1;
    const status = await post(job, person).catch(() => 0);
    result.acknowledgedMs.push(now() - sentAt);
    if (status !== 200) result.refused += 1;
  };
  const done = () => result.answered >= all || now() - changedAt > GIVE_UP_MS;
  // Nobody is woken where nothing comes any more: then the job is given up.
  const look = setInterval(wake, 1_000);
  const somebodyReady = () => new Promise<void>((resolve) => void sleepers.add(resolve));

  firstAt = now();
  changedAt = firstAt;
  const { pace } = job;
  if ('inFlight' in pace) {
    const work = async () => {
      while (!done() && result.sent < all) {
        const person = ready.shift();
        if (person) await sendNext(person);
        else await somebodyReady();
      }
    };
    await Promise.all(Array.from({ length: pace.inFlight }, work));
  } else {
    for (let i = 0; i < all && !done(); i++) {
      await pause(Math.max(0, firstAt + (i * 1_000) / pace.perSecond - now()));
      const person = ready.shift();
      if (person) void sendNext(person);
      changedAt = now();
    }
  }
  while (!done()) await somebodyReady();
  clearInterval(look);
  result.seconds = (lastAt - firstAt) / 1_000;
  return result;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function post(job: Job, person: string): Promise<number> {
  const body = JSON.stringify(eventBody(saying(person, job.text), `Ev${process.pid}n${++events}`, job.team));
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hash = createHmac('sha256', job.secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hash}`,
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${job.url}/slack/events`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
