import { parentPort, workerData } from 'node:worker_threads';
import { endingsIn } from './endings.ts';

// A thread of its own: a calendar may be made to take for ever, and then the thread is ended.
const { calendar, event, day, zone } = workerData;
const ends = endingsIn(calendar, { event, day: Temporal.PlainDate.from(day), zone });
parentPort?.postMessage(ends.map(String));
