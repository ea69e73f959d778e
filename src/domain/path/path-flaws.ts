type Stages = Readonly<Record<string, object | undefined>>;
type Module = { id: string; needs: Readonly<Record<string, string>>; stages: Stages };
type Named = { modules: readonly Module[]; milestones: readonly { expects: Readonly<Record<string, string>> }[] };

/** Something that cannot work in a path, and where. */
export type PathFlaw = { path: readonly (string | number)[]; message: string };

/** What a path says of itself that does not fit together. */
export function pathFlaws({ modules, milestones }: Named): PathFlaw[] {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const twice = modules.flatMap(({ id }, i) => {
    const first = modules.findIndex((each) => each.id === id);
    return first < i
      ? [{ path: ['modules', i, 'id'], message: `"${id}" is already the id of module ${first + 1}: give this one another` }]
      : [];
  });
  const needs = modules.flatMap(({ needs }, i) => unknown(needs, byId, ['modules', i, 'needs']));
  const expects = milestones.flatMap((milestone, i) => unknown(milestone.expects, byId, ['milestones', i, 'expects']));
  return [...twice, ...needs, ...expects, ...circles(modules, byId)];
}

function unknown(
  named: Readonly<Record<string, string>>,
  modules: ReadonlyMap<string, Module>,
  at: readonly (string | number)[],
): PathFlaw[] {
  return Object.entries(named).flatMap(([id, stage]) => {
    const module = modules.get(id);
    if (!module) return [{ path: [...at, id], message: `there is no module "${id}": use ${[...modules.keys()].join(', ')}` }];
    return module.stages[stage] ? [] : [{ path: [...at, id], message: `the module "${id}" has no stage "${stage}"` }];
  });
}

function circles(modules: readonly Module[], byId: ReadonlyMap<string, Module>): PathFlaw[] {
  const reached = (from: string, seen: Set<string>): Set<string> => {
    for (const id of Object.keys(byId.get(from)?.needs ?? {})) {
      if (seen.has(id)) continue;
      seen.add(id);
      reached(id, seen);
    }
    return seen;
  };
  return modules.flatMap(({ id }, i) =>
    reached(id, new Set()).has(id)
      ? [{ path: ['modules', i, 'needs'], message: `"${id}" comes to need itself: it would never open` }]
      : [],
  );
}
