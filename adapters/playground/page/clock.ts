import { html } from 'htm/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MoveBody, ShownClock } from '../wire.ts';
import { moveClock, readState, zone } from './calls.ts';
import { dayOf, localField, shortly, timeOf, tomorrowAtNine } from './times.ts';

const REFRESH_MS = 5_000;

/** What the moved clock shows, and the buttons that move it. */
export function Clock({ clock }: { clock: ShownClock }) {
  const now = useRunning(clock);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const { moving, problem, move } = useMoving();
  const button = (label: string, to: () => Promise<MoveBody>) => html`
    <button type="button" class="quiet" aria-disabled=${moving} onClick=${() => move(to)}>${label}</button>
  `;
  return html`
    <section class="clock" aria-label="Clock">
      <p class="now" title=${zone}>
        <span class="for-screen-readers">The playground's time: </span>
        <time datetime=${new Date(now).toISOString()}>${dayOf(now)} <b>${timeOf(now)}</b></time>
        ${moving && html`<span class="moving" role="status">moving…</span>`}
      </p>
      <button type="button" class="quiet unfold" aria-expanded=${open} aria-controls="moves" onClick=${() => setOpen(!open)}>Move time</button>
      <div id="moves" class="moves" data-open=${open}>
        <button type="button" class="quiet next" aria-disabled=${moving || !clock.nextDueAt} onClick=${() => clock.nextDueAt && move(toNextEvent)}>
          Next event <small>${clock.nextDueAt ? shortly(clock.nextDueAt) : 'nothing is due'}</small>
        </button>
        ${button('+1 hour', async () => ({ advance: 'PT1H', zone }))}
        ${button('Tomorrow 9:00', async () => ({ to: tomorrowAtNine(now) }))}
        ${button('+7 days', async () => ({ advance: 'P7D', zone }))}
        <form
          class="go-to"
          onSubmit=${(event: Event) => {
            event.preventDefault();
            if (wanted) void move(async () => ({ to: new Date(wanted).toISOString() }));
          }}
        >
          <label>
            <span class="for-screen-readers">Go to a date and time</span>
            <input
              type="datetime-local"
              value=${wanted}
              min=${localField(now)}
              onInput=${(event: InputEvent) => setWanted((event.currentTarget as HTMLInputElement).value)}
            />
          </label>
          <button type="submit" class="quiet" aria-disabled=${moving}>Go</button>
        </form>
      </div>
      <p class="problem" role="alert">${problem}</p>
    </section>
  `;
}

/** The clock goes on from where the server said it was. */
function useRunning(clock: ShownClock): number {
  const readAt = useMemo(() => performance.now(), [clock.now]);
  const [at, setAt] = useState(readAt);
  useEffect(() => {
    const timer = setInterval(() => setAt(performance.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(clock.now) + Math.max(0, at - readAt);
}

function useMoving() {
  const [moving, setMoving] = useState(false);
  const [problem, setProblem] = useState('');
  async function move(to: () => Promise<MoveBody>): Promise<void> {
    if (moving) return;
    setMoving(true);
    setProblem('');
    try {
      await moveClock(await to());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The clock could not be moved.');
    } finally {
      setMoving(false);
    }
  }
  return { moving, problem, move };
}

/** Asked anew, since answering a question may have changed what comes next. What is due already needs no step ahead. */
async function toNextEvent(): Promise<MoveBody> {
  const { now, nextDueAt } = await readState();
  if (nextDueAt === null) throw new Error('Nothing is due.');
  return Date.parse(nextDueAt) > Date.parse(now) ? { to: nextDueAt } : { advance: 'PT0S', zone };
}
