import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A Cairn as an operator starts it; `url` once it serves. */
type Ship = { name: string; child: ChildProcess; url: string | undefined };

/** Several Cairns over one database. One that is killed is started again at once. */
export class Fleet {
  readonly #envOf: (name: string) => Record<string, string>;
  readonly #logs: string;
  readonly #ships = new Map<string, Ship>();
  readonly #waiting = new Set<() => void>();
  #fault: Error | undefined;
  readonly kills: { at: number; name: string; serving: boolean; when: string }[] = [];

  /** `logs` is the folder into which each process writes what it says. */
  constructor(envOf: (name: string) => Record<string, string>, logs: string) {
    this.#envOf = envOf;
    this.#logs = logs;
  }

  start(name: string): void {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', HOST: '127.0.0.1', ...this.#envOf(name) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ship: Ship = { name, child, url: undefined };
    this.#ships.set(name, ship);
    const log = createWriteStream(join(this.#logs, `${name}.log`), { flags: 'a' });
    let output = '';
    const read = (chunk: Buffer) => {
      log.write(chunk);
      if (ship.url) return;
      output += chunk.toString();
      const serving = /"port":(\d+),"msg":"Cairn is serving"/.exec(output);
      if (!serving) return;
      ship.url = `http://127.0.0.1:${serving[1]}`;
      for (const look of this.#waiting) look();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      log.end();
      // One that ends by itself has a fault of its own, which its log tells of.
      if (code === null || this.#ships.get(name) !== ship) return;
      this.#fault = new Error(`${name} ended by itself with ${code}: ${output}`);
      for (const look of this.#waiting) look();
    });
  }

  /** Those that serve; waits until there are so many. */
  async serving(least = 1): Promise<{ name: string; url: string }[]> {
    for (;;) {
      if (this.#fault) throw this.#fault;
      const serving = [...this.#ships.values()].flatMap(({ name, url }) => (url ? { name, url } : []));
      if (serving.length >= least) return serving;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Kills a process as a crash of its machine would. */
  kill(name: string, when: string): void {
    const ship = this.#ships.get(name);
    if (!ship) return;
    ship.child.kill('SIGKILL');
    this.kills.push({ at: performance.timeOrigin + performance.now(), name, serving: ship.url !== undefined, when });
    this.start(name);
  }

  /** Ends all as an orchestrator would. */
  async stop(): Promise<void> {
    const ships = [...this.#ships.values()];
    this.#ships.clear();
    await Promise.all(
      ships.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }),
    );
  }
}
