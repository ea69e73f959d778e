import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { field, list, type Part, string } from './part.ts';
import { addCharts } from './teams-chart.ts';
import { teamsLook } from './teams-look.ts';

/** The Adaptive Card drawn by Microsoft's own renderer, which is loaded when it is first looked at. */
export function TeamsView({ payload }: { payload: unknown }) {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    drawCard(cardIn(payload)).then(
      (card) => place.current?.replaceChildren(card),
      (error: unknown) => setProblem(`The card could not be drawn: ${error instanceof Error ? error.message : 'unknown'}`),
    );
  }, [payload]);
  return html`
    <figure class="elsewhere teams">
      <figcaption>Drawn by Microsoft's Adaptive Cards renderer, in the look of Teams. Its buttons do nothing here.</figcaption>
      <p class="problem" role="alert">${problem}</p>
      <div class="teams-message">
        <img class="teams-avatar" src="/playground/page/icon.svg" alt="" width="32" height="32" />
        <div class="teams-card" ref=${place}></div>
      </div>
    </figure>
  `;
}

async function drawCard(payload: Part): Promise<HTMLElement> {
  const { default: cards } = await import('adaptivecards');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  addCharts(cards);
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(teamsLook(dark));
  card.onExecuteAction = () => {};
  // Cairn's cards hold no Markdown; without this the renderer complains that it cannot read any.
  cards.AdaptiveCard.onProcessMarkdown = () => {};
  card.parse(payload);
  const drawn = card.render();
  if (!drawn) throw new Error('there is nothing in it.');
  return drawn;
}

/** The card itself, or the first one among a message's attachments. */
function cardIn(payload: Part): Part {
  if (string(payload, 'type') === 'AdaptiveCard') return payload;
  const [attachment] = list(payload, 'attachments');
  return field(attachment ?? payload, 'content') ?? payload;
}
