import type { Flaw } from './kind.ts';
import { sameOptions } from './options.ts';
import { type Body, endingOf, type Step, stepOf, waysFrom, wayTo } from './scenario-body.ts';

/** What keeps a scenario from being played to an end, and what nobody would ever see of it. */
export function scenarioFlaws(body: Body): Flaw[] {
  const steps = Object.entries(body.steps);
  const shapes = steps.flatMap(([name, step]) => stepFlaws(step).map((flaw) => at(['steps', name], flaw)));
  const flaws = [...shapes, ...deadEnds(body)];
  if (!stepOf(body, body.start)) return [...flaws, { path: ['start'], message: `"${body.start}" is not one of the steps` }];
  // A step that leads nowhere has been named already: only where there is none can something be told to be a loop.
  return [...flaws, ...strayNames(body), ...(flaws.length > 0 ? [] : loops(body))];
}

function at(path: Flaw['path'], flaw: Flaw): Flaw {
  return { ...flaw, path: [...path, ...flaw.path] };
}

function stepFlaws(step: Step): Flaw[] {
  if (step.options) {
    const words = (['points', 'ways', 'model'] as const).filter((key) => step[key] !== undefined);
    const both = words.map((key) => ({
      path: [key],
      message: 'does not go with "options": a step has choices, or an answer in words',
    }));
    return [...both, ...sameOptions(step.options)];
  }
  if (!step.points && !step.ways) return [{ path: [], message: 'leads nowhere: give it "options", or "points" and "ways"' }];
  if (!step.points) return [{ path: ['ways'], message: 'needs "points": the ideas that an answer has to have' }];
  if (!step.ways) return [{ path: ['points'], message: 'needs "ways": where an answer leads, by how many points it met' }];
  return waysFlaws(step.ways, step.points.length);
}

function waysFlaws(ways: NonNullable<Step['ways']>, points: number): Flaw[] {
  const wanted = ways.map(({ met }) => met);
  const flaws = wanted.flatMap((met, i): Flaw[] => {
    const path = ['ways', i, 'met'];
    if (met > points) return [{ path, message: `can never be: there ${points === 1 ? 'is 1 point' : `are ${points} points`}` }];
    return wanted.indexOf(met) < i ? [{ path, message: `is said of way ${wanted.indexOf(met) + 1} already` }] : [];
  });
  const isOpen = !wanted.includes(0);
  return isOpen ? [...flaws, { path: ['ways'], message: 'leads nowhere if no point is met: add a way with "met: 0"' }] : flaws;
}

function deadEnds(body: Body): Flaw[] {
  return Object.entries(body.steps).flatMap(([name, step]) =>
    waysFrom(step).flatMap(({ to }, i) => {
      if (stepOf(body, to) || endingOf(body, to)) return [];
      const path = ['steps', name, step.options ? 'options' : 'ways', i, 'to'];
      return [{ path, message: `leads to "${to}", which is neither a step nor an ending` }];
    }),
  );
}

/** Steps that go round for ever. */
function loops(body: Body): Flaw[] {
  const isEnding = (place: string) => endingOf(body, place) !== undefined;
  return Object.keys(body.steps)
    .filter((name) => !wayTo(body, name, isEnding))
    .map((name) => ({
      path: ['steps', name],
      message: 'is in a loop without a way out: let one of its ways lead to an ending, or to a step that comes to one',
    }));
}

function strayNames(body: Body): Flaw[] {
  const reached = reachedFrom(body, body.start);
  const endings = Object.entries(body.endings);
  const good = endings.some(([name, { outcome }]) => outcome === 'good' && reached.has(name));
  const twice = endings.filter(([name]) => stepOf(body, name)).map(([name]) => name);
  const unreached = (among: object, key: string) =>
    Object.keys(among)
      .filter((name) => !reached.has(name))
      .map((name) => ({ path: [key, name], message: 'nothing leads here: let a way lead to it, or take it out' }));
  return [
    ...(good ? [] : [{ path: ['endings'], message: 'no way leads to a good ending' }]),
    ...twice.map((name) => ({ path: ['endings', name], message: 'is the name of a step as well' })),
    ...unreached(body.steps, 'steps'),
    ...unreached(body.endings, 'endings'),
  ];
}

function reachedFrom(body: Body, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set tells of what is added to it while it is walked through.
  for (const place of reached) for (const { to } of waysFrom(stepOf(body, place))) reached.add(to);
  return reached;
}
