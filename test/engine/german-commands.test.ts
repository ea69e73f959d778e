import { expect, it } from 'vitest';
import { command, looseCommand } from '../../src/engine/understand.ts';

const read = (text: string) => command(text) ?? looseCommand(text);

it.each([
  ['Hilfe', 'help'],
  ['hilfe alles', 'help all'],
  ['weiter', 'continue'],
  ['nur eine', 'just one'],
  ['Noch eine!', 'one more'],
  ['später 14:00', 'snooze 14:00'],
  ['später um 14 Uhr', 'snooze 14 Uhr'],
  ['Ich hatte recht', 'I was right'],
  ['zeig meiner Leitung Rabatt', 'show my lead Rabatt'],
  ['nimm Rabatt von meiner Leitung zurück', 'take back Rabatt from my lead'],
  ['mein Buddy ist @ana', 'my buddy is @ana'],
  ['bewerte 1 2', 'rate 1 2'],
  ['ziel streichen 1', 'drop goal 1'],
  ['ziel verschieben 1 auf Freitag', 'goal move 1 auf Freitag'],
  ['abwesend 3. Dez bis 10. Dez', 'away 3. Dez bis 10. Dez'],
  ['abwesend bis Freitag', 'away bis Freitag'],
  ['krank', 'sick'],
  ['reise Asia/Tokyo bis 12. Dez', 'travel Asia/Tokyo bis 12. Dez'],
  ['einstellungen zeiten 8-18', 'settings hours 8-18'],
  ['einstellungen zeit 8:30', 'settings time 8:30'],
  ['sprache deutsch', 'language deutsch'],
  ['lerne Phishing', 'learn Phishing'],
  ['rolle wechseln zu Vertrieb', 'change role to Vertrieb'],
  ['einstufen', 'test out'],
  ['ich kann helfen 2', 'I can help 2'],
  ['was meine Leitung sieht', 'what my lead sees'],
  ['einmal akzeptieren gut so', 'accept once gut so'],
  ['ablehnen gut so, weil es fehlt', 'refuse gut so because es fehlt'],
  ['partner pausieren', 'pause partners'],
  ['nicht mit @ana', 'not with @ana'],
  ['ja, diese Woche', 'yes, this week'],
  ['diese Woche nicht', 'not this week'],
  ['schreib', 'write'],
  ['schreib für Ana: Wie lange?', 'write for Ana: Wie lange?'],
  ['Frage für Ana: Wie lange?', 'write for Ana: Wie lange?'],
  ['Frage rückgängig', 'undo write'],
  ['antwort buddy: zwei Wochen', 'answer buddy: zwei Wochen'],
  ['könnte klarer sein', 'could be clearer'],
  ['Fragen durchsehen', 'review questions'],
  ['Frage übernehmen', 'accept question'],
  ['Frage ablehnen, weil sie zu leicht ist', 'refuse question because sie zu leicht ist'],
  ['antwort kanal vierzehn Tage', 'answer channel vierzehn Tage'],
  ['warum kanal', 'why channel'],
  ['für mich speichern', 'save for me'],
  ['nenn mich nicht', 'do not name me'],
  ['sprint Rabatte', 'sprint Rabatte'],
  ['sprint mitmachen', 'join sprint'],
  ['versprechen 3 zu Rabatte bis Freitag', 'pledge 3 zu Rabatte bis Freitag'],
  ['versprechen verlassen', 'leave pledge'],
  ['rangliste', 'leaderboard'],
  ['rangliste fortschritt', 'leaderboard improvement'],
  ['probelauf beenden', 'rollout stop'],
  ['auszeichnungen zu schwer', 'achievements too hard'],
  ['schwellen Aus dem Kopf 1 12 40', 'thresholds Aus dem Kopf 1 12 40'],
  ['familie aus Aus dem Kopf', 'family off Aus dem Kopf'],
  ['/cairn einstellungen', 'settings'],
])('%j is read as %j', (german, english) => {
  expect(read(english)).toBeDefined();
  expect(read(german)).toEqual(read(english));
});

it.each(['zielstrebig', 'Loses Gerede', 'die Hilfe kommt', 'standhaft', 'Pfadfinder'])('%j is no command', (words) => {
  expect(read(words)).toBeUndefined();
});
