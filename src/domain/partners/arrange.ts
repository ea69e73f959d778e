import matchingOf from 'edmonds-blossom-fixed';

/** What two people are worth to each other, by their places: a whole number; nothing or less where they do not go together. */
export type Worth = (one: number, other: number) => number;

/** People by their places, in twos; where somebody would be left over, in threes. */
export type Groups = readonly (readonly number[])[];

// With how many of the best each is looked at, and with how many beside that: were it the best alone, a few whom all want would leave the rest with nobody.
const WISHES = 20;
const NEIGHBOURS = 12;
// Of so many each three is tried; in a larger group it matters little which it is.
const FEW = 15;

/**
 * Arranges people so that as many as can be are in twos, and of all ways to do so it is worth the most (Edmonds' algorithm). Who is left over joins two others with
 * whom they go together.
 */
export function arrange(count: number, worth: Worth): Groups {
  const table = tableOf(count, worth);
  return arranged(
    Array.from({ length: count }, (_, place) => place),
    table,
  );
}

function arranged(people: readonly number[], table: Worth): Groups {
  return islandsOf(people, table).flatMap((island) => arrangedIsland(island, table));
}

function arrangedIsland(people: readonly number[], table: Worth): Groups {
  const usual = withThrees(pairsOf(people, table), people, table);
  if (people.length > FEW || usual.length * 2 === people.length) return usual;
  const ways = threesOf(people, table).map((three) => beside(three, people, table));
  return ways.reduce((most, each) => (isBetter(each, most, table) ? each : most), usual);
}

/** Those who go together, if over others: whom one group leaves over is of no use to another. */
function islandsOf(people: readonly number[], table: Worth): number[][] {
  const free = new Set(people);
  const islands: number[][] = [];
  for (const first of free) {
    const island = [first];
    free.delete(first);
    for (const one of island)
      for (const other of free) {
        if (table(one, other) <= 0) continue;
        island.push(other);
        free.delete(other);
      }
    if (island.length > 1) islands.push(island.sort((a, b) => a - b));
  }
  return islands;
}

function threesOf(people: readonly number[], table: Worth): number[][] {
  const all = people.flatMap((one, i) =>
    people.slice(0, i).flatMap((other, j) => people.slice(0, j).map((third) => [one, other, third])),
  );
  return all.filter((three) => worthOf([three], table) > 0);
}

function beside(three: number[], people: readonly number[], table: Worth): Groups {
  const others = people.filter((each) => !three.includes(each));
  return [three, ...arranged(others, table)];
}

function isBetter(groups: Groups, than: Groups, table: Worth): boolean {
  const [placed, before] = [groups.flat().length, than.flat().length];
  const [threes, threesBefore] = [groups, than].map((all) => all.filter(({ length }) => length === 3).length);
  if (placed !== before) return placed > before;
  if (threes !== threesBefore) return Number(threes) < Number(threesBefore);
  return worthOf(groups, table) > worthOf(than, table);
}

function tableOf(count: number, worth: Worth): Worth {
  const values = new Float64Array(count * count);
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) values[one * count + other] = values[other * count + one] = worth(one, other);
  return (one, other) => values[one * count + other] ?? 0;
}

function pairsOf(people: readonly number[], table: Worth): number[][] {
  const edges = people.flatMap((one, i) =>
    chosen(i, people, table).map((other) => [i, other, table(one, people[other] ?? one)] as const),
  );
  const unique = new Map(
    edges.map(([one, other, worth]) => [
      Math.min(one, other) * people.length + Math.max(one, other),
      [one, other, worth] as const,
    ]),
  );
  const partners = matchingOf([...unique.values()], true);
  return partners.flatMap((other, one) => (other > one ? [[people[one] ?? 0, people[other] ?? 0]] : []));
}

/** With whom somebody is looked at: those with whom they go best, and those who come after them. */
function chosen(place: number, people: readonly number[], table: Worth): number[] {
  const one = people[place] ?? 0;
  const best: { other: number; worth: number }[] = [];
  const next: number[] = [];
  for (let step = 1; step < people.length; step++) {
    const other = (place + step) % people.length;
    const worth = table(one, people[other] ?? one);
    if (worth <= 0) continue;
    if (next.length < NEIGHBOURS) next.push(other);
    const last = best.at(-1);
    if (best.length === WISHES && last && last.worth >= worth) continue;
    if (best.length === WISHES) best.pop();
    const before = best.findLastIndex((each) => each.worth >= worth);
    best.splice(before + 1, 0, { other, worth });
  }
  return [...new Set([...best.map(({ other }) => other), ...next])];
}

/** Whoever is alone joins the two with whom it is worth the most. */
function withThrees(pairs: number[][], people: readonly number[], table: Worth): Groups {
  const placed = new Set(pairs.flat());
  const groups = pairs.map((pair) => [...pair]);
  for (const alone of people.filter((one) => !placed.has(one))) {
    const gain = (pair: readonly number[]) =>
      pair.length === 2 ? worthOf([[...pair, alone]], table) - worthOf([pair], table) : 0;
    const fitting = groups.filter((pair) => pair.length === 2 && worthOf([[...pair, alone]], table) > 0);
    const most = fitting.toSorted((a, b) => gain(b) - gain(a))[0];
    most?.push(alone);
  }
  return groups;
}

/** What groups come to. Of three people each pair counts half, so that everybody counts the same as in a pair; three of whom two do not go together are nothing. */
export function worthOf(groups: Groups, worth: Worth): number {
  return groups.reduce((sum, [one = 0, other = 0, third]) => {
    if (third === undefined) return sum + worth(one, other);
    const pairs = [worth(one, other), worth(other, third), worth(third, one)];
    return sum + (Math.min(...pairs) > 0 ? pairs.reduce((a, b) => a + b) / 2 : 0);
  }, 0);
}
