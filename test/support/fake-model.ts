import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import type { Finding } from '../../src/domain/grade/rubric.ts';
import { closed, listen, portOf } from './fake-slack.ts';

const requestSchema = z.object({
  model: z.string(),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({ type: z.string() }).optional(),
});

const userSchema = z.strictObject({
  question: z.string(),
  points: z.array(z.strictObject({ id: z.string(), text: z.string(), wordings: z.array(z.string()).optional() })),
  answer: z.string(),
});

/** One request as it arrived. */
type Asked = z.infer<typeof userSchema> & { rung: string; model: string; instructions: string; key: string | undefined };

/** What the endpoint does with one request. */
export type Behaviour = (response: Response, asked: Asked) => void;

export type FakeModel = {
  url: string;
  asked: readonly Asked[];
  /** What it does next, request by request; the last of these for ever. */
  will(...behaviours: Behaviour[]): void;
  /** Resolves when it has been asked anything. */
  isAsked(): Promise<void>;
  stop(): Promise<void>;
};

/** An endpoint that speaks like OpenAI's, and does what a test has told it. */
export async function startFakeModel(): Promise<FakeModel> {
  const asked: Asked[] = [];
  const first = Promise.withResolvers<void>();
  let script: Behaviour[] = [status(500)];
  const app = express();
  app.use(express.json());
  app.post('/v1/chat/completions', (request, response) => {
    const each = read(request);
    asked.push(each);
    first.resolve();
    const behave = script.length > 1 ? script.shift() : script[0];
    behave?.(response, each);
  });
  const server = await listen(app);
  return {
    url: `http://127.0.0.1:${portOf(server)}/v1`,
    asked,
    will: (...behaviours) => {
      script = behaviours;
    },
    isAsked: () => first.promise,
    stop: () => closed(server),
  };
}

function read(request: Request): Asked {
  const { model, messages, response_format: format } = requestSchema.parse(request.body);
  const [system, user] = messages;
  const said = userSchema.parse(JSON.parse(user.content));
  return { ...said, model, rung: format?.type ?? 'text', instructions: system.content, key: request.headers.authorization };
}

/** Says this, whatever it is asked. */
export function saying(content: string): Behaviour {
  return (response) => void response.json({ choices: [{ message: { role: 'assistant', content } }] });
}

/** Finds this in the answer, point by point. */
export function finding(...findings: Finding[]): Behaviour {
  return saying(inJson(...findings));
}

export function inJson(...findings: Finding[]): string {
  return JSON.stringify({ points: findings.map((each, i) => ({ id: `p${i + 1}`, ...each })) });
}

/** Believes whatever it is told: each point is met by the whole answer. */
export const gullible: Behaviour = (response, asked) =>
  finding(...asked.points.map(() => ({ is: 'met' as const, quote: asked.answer })))(response, asked);

export function status(code: number, headers: Record<string, string> = {}): Behaviour {
  return (response) =>
    void response
      .status(code)
      .set(headers)
      .json({ error: { message: 'no, and your key is in here' } });
}

/** Knows no such way to ask for JSON. */
export function refusing(rungs: readonly string[], otherwise: Behaviour): Behaviour {
  return (response, asked) => (rungs.includes(asked.rung) ? status(400)(response, asked) : otherwise(response, asked));
}

export const silent: Behaviour = () => {};

/** Begins at once, and goes on for ever. */
export const dripping: Behaviour = (response) => {
  const drops = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(drops));
  response.write('{');
};

export const cutOff: Behaviour = (response) => {
  response.write('{"choices":');
  response.destroy();
};
