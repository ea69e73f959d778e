import type { Gap, Marker } from '../domain/path/map.ts';
import type { Path } from '../domain/path/path.ts';
import { joined, type Markdown, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { gapList } from './path.ts';
import { button, buttons, date, message, note, text, whenDay } from './words.ts';

const KINDS: Readonly<Record<Marker['kind'], Phrase>> = {
  onboarding: phrase`onboarding`,
  'performance-goal': phrase`performance goal`,
  'promotion-readiness': phrase`promotion readiness`,
  'skill-gap-assessment': phrase`skill-gap assessment`,
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
      button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }),
      button('test-out', phrase`Test out`, { type: 'test-out' }),
      button('path', phrase`Path`, { type: 'open-path' }),
    ),
  ]);
}

function line({ day, kind, title, on, held, of }: Marker, today: Temporal.PlainDate): Markdown {
  const state = held === of ? phrase`✓ reached` : phrase`${held} of ${of} held`;
  const when = Temporal.PlainDate.compare(on, today) > 0 ? phrase`day ${day}, ${whenDay(on, today)}` : phrase`day ${day}`;
  return md`- **${title}** (${KINDS[kind]}, ${when}): ${state}`;
}
