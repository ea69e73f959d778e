import { html } from 'htm/preact';
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { PlaceName, State } from '../wire.ts';
import { Clock } from './clock.ts';
import { Composer } from './composer.ts';
import { Conversation } from './conversation.ts';
import { keepPlace, keepSeen, readPlace, readSeen } from './kept.ts';
import { changed, firstModel, latestVersion, type Model } from './model.ts';
import { People, Places } from './people.ts';
import { Preview, type Previewed } from './preview.ts';
import { listen } from './stream.ts';

export function App({ state }: { state: State }) {
  const [model, change] = useReducer(changed, state, startModel);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const current = useRef(model);
  useLayoutEffect(() => {
    current.current = model;
  });
  const { member, place } = model;
  useEffect(() => listen(member, () => latestVersion(current.current, member), change), [member]);
  useEffect(() => keepPlace(member, place), [member, place]);
  useEffect(() => keepSeen(model.seen), [model.seen]);
  const look = useCallback((to: { member: string; place: PlaceName }) => change({ type: 'looked-at', ...to }), []);
  useEffect(() => {
    const follow = () => look(placeIn(state));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [state, look]);

  return html`
    <header class="top">
      <h1 class="brand"><img src="/playground/page/icon.svg" alt="" width="28" height="28" /> Cairn <span class="tag">playground</span></h1>
      <${Clock} clock=${model.clock} />
    </header>
    <div class="room">
      <${People} model=${model} look=${look} />
      <main>
        <div id="conversation" class="conversation" role="tabpanel" aria-labelledby=${`person-${member}`}>
          <${Places} model=${model} look=${look} />
          ${!model.online && html`<p class="notice">Connection lost. Trying again…</p>`}
          <${Conversation} key=${`${member}/${place}`} model=${model} preview=${setPreviewed} />
          <${Composer} key=${`composer/${member}/${place}`} model=${model} />
        </div>
      </main>
    </div>
    <div class="for-screen-readers" role="status" aria-live="polite">${model.announced}</div>
    ${previewed && html`<${Preview} of=${previewed} choose=${setPreviewed} close=${() => setPreviewed(null)} />`}
  `;
}

function startModel(state: State): Model {
  const { member, place } = placeIn(state);
  return firstModel(state, member, place, readSeen());
}

/** Who and where the address says one is; the first person where it names nobody. */
function placeIn({ people }: State): { member: string; place: PlaceName } {
  const { member, place } = readPlace(location.hash);
  const known = people.find((person) => person.id === member) ?? people[0];
  return { member: known?.id ?? '', place };
}
