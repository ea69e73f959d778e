import type { Gap, Marker } from '../domain/path/map.ts';
import type { Path } from '../domain/path/path.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { gapList } from './path.ts';
import { button, buttons, date, message, note, text, whenDay } from './words.ts';

const KINDS: Readonly<Record<Marker['kind'], string>> = {
  onboarding: 'onboarding',
  'performance-goal': 'performance goal',
  'promotion-readiness': 'promotion readiness',
  'skill-gap-assessment': 'skill-gap assessment',
};

/** The milestones by their days, what of each is held, and what is left to build. */
export function map({
  path,
  today,
  since,
  markers,
  gaps,
}: {
  path: Path;
  today: Temporal.PlainDate;
  since: Temporal.PlainDate;
  markers: readonly Marker[];
  gaps: readonly Gap[];
}): Outbound {
  const lines = markers.map((marker) => line(marker, today));
  return message([
    text(md`**${path.title}: the map**, from ${date(since)}. Today is day ${since.until(today).days + 1}.`),
    ...(lines.length > 0 ? [text(joined(lines, '\n'))] : []),
    ...gapList(gaps),
    note(md`A milestone is reached by what you hold. Its day is a mark on the way, and later is fine too.`),
    buttons(
      button('start', 'Quiz', { type: 'start-quiz' }, { primary: true }),
      button('test-out', 'Test out', { type: 'test-out' }),
      button('path', 'Path', { type: 'open-path' }),
    ),
  ]);
}

function line({ day, kind, title, on, held, of }: Marker, today: Temporal.PlainDate): Markdown {
  const state = held === of ? '✓ reached' : `${held} of ${of} held`;
  const when = Temporal.PlainDate.compare(on, today) > 0 ? `day ${day}, ${whenDay(on, today)}` : `day ${day}`;
  return md`- **${title}** (${KINDS[kind]}, ${when}): ${state}`;
}
