import { html } from 'htm/preact';
import type { Person, PlaceName } from '../wire.ts';
import { isUnread, type Model } from './model.ts';
import { moveByKey } from './tabs.ts';

type Props = { model: Model; look(to: { member: string; place: PlaceName }): void };

const PLACES = ['personal', 'channel'] as const;

/** Whose eyes one looks through. */
export function People({ model, look }: Props) {
  const ids = model.people.map((person) => person.id);
  const choose = (member: string) => look({ member, place: model.place });
  return html`
    <nav class="people" aria-label="People">
      <div role="tablist" aria-label="Look through the eyes of" onKeyDown=${(event: KeyboardEvent) => moveByKey(event, ids, model.member, choose)}>
        ${model.people.map((person) => html`<${PersonTab} key=${person.id} person=${person} model=${model} choose=${choose} />`)}
      </div>
    </nav>
  `;
}

function PersonTab({ person, model, choose }: { person: Person; model: Model; choose(member: string): void }) {
  const chosen = person.id === model.member;
  const unread = !chosen && PLACES.some((place) => isUnread(model, person.id, place));
  return html`
    <button
      type="button"
      role="tab"
      id=${`person-${person.id}`}
      class="person"
      data-tab=${person.id}
      aria-selected=${chosen}
      aria-controls="conversation"
      tabindex=${chosen ? 0 : -1}
      onClick=${() => choose(person.id)}
    >
      <span class="avatar" aria-hidden="true" data-hue=${hueOf(model, person.id)}>${person.name.slice(0, 1)}</span>
      <span class="who"><span class="name">${person.name}</span><span class="role">${person.role}</span></span>
      ${unread && html`<${Dot} />`}
    </button>
  `;
}

/** Alone with Cairn, or in the channel. */
export function Places({ model, look }: Props) {
  const { member, place, channel } = model;
  const choose = (to: string) => look({ member, place: to === 'channel' ? 'channel' : 'personal' });
  return html`
    <div class="places" role="tablist" aria-label="Places" onKeyDown=${(event: KeyboardEvent) => moveByKey(event, PLACES, place, choose)}>
      ${PLACES.map(
        (name) => html`
          <button
            key=${name}
            type="button"
            role="tab"
            id=${`place-${name}`}
            class="place"
            data-tab=${name}
            aria-selected=${name === place}
            aria-controls="messages"
            tabindex=${name === place ? 0 : -1}
            onClick=${() => choose(name)}
          >
            ${name === 'personal' ? 'Cairn' : `#${channel.name}`} ${name !== place && isUnread(model, member, name) && html`<${Dot} />`}
          </button>
        `,
      )}
    </div>
  `;
}

function Dot() {
  return html`<span class="dot"><span class="for-screen-readers">, new messages</span></span>`;
}

/** Each person has a hue of their own, as long as there are no more than six. */
export function hueOf({ people }: Model, id: string): number {
  return (
    Math.max(
      0,
      people.findIndex((person) => person.id === id),
    ) % 6
  );
}
