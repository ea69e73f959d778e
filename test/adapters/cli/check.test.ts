import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCairn } from './run-cairn.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-check-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

const cairn = (...args: string[]) => runCairn(args, { dataDir });
const broken = fileURLToPath(new URL('../../fixtures/decks/broken.yaml', import.meta.url));

describe('check', () => {
  it('finds no mistake in the sample decks', async () => {
    const { code, out, err } = await cairn('check');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^\d+ decks, \d+ questions, 1 path, achievements: 15, no mistakes\.\n$/);
  });

  it('lists every mistake with file, line and column', async () => {
    const { code, out } = await cairn('check', 'decks/security-awareness.yaml', broken);
    expect(code).toBe(1);
    const lines = out.trim().split('\n');
    expect(lines[0]).toBe('test/fixtures/decks/broken.yaml:2:1 unknown key "langauge": did you mean "language"?');
    expect(lines.length).toBeGreaterThan(10);
  });

  it('says where a scenario leads nowhere, goes round for ever or cannot be reached, and what to do', async () => {
    const step = (name: string, to: string) => [
      `      ${name}:`,
      ...['        says: Well?', '        options:'],
      `          - { text: One, consequence: So., to: ${to} }`,
      `          - { text: Two, consequence: So., to: ${to} }`,
    ];
    const lines = (steps: string[]) =>
      [
        ...[
          'title: Calls',
          'items:',
          '  - id: call',
          '    topic: Calls',
          '    kind: scenario',
          '    prompt: A call.',
          '    start: one',
        ],
        ...['    steps:', ...steps, '    endings:', '      fine: { outcome: good, text: Fine. }', ''],
      ].join('\n');
    await writeFile(join(dataDir, 'ends.yaml'), lines([...step('one', 'nowhere'), ...step('lost', 'fine')]));
    await writeFile(join(dataDir, 'rounds.yaml'), lines([...step('one', 'two'), ...step('two', 'one')]));
    await writeFile(
      join(dataDir, 'words.yaml'),
      lines(['      one:', '        says: Well?', '        points: [{ text: A call. }]']),
    );
    const found = (await cairn('check', dataDir)).out.split('\n').map((line) => line.replace(/^.*\/(?=\w+\.yaml)/, ''));
    expect(found).toContain(
      'ends.yaml:12:48 items[0].steps.one.options[0].to: leads to "nowhere", which is neither a step nor an ending',
    );
    expect(found).toContain('ends.yaml:15:9 items[0].steps.lost: nothing leads here: let a way lead to it, or take it out');
    expect(found).toContain(
      'rounds.yaml:10:9 items[0].steps.one: is in a loop without a way out: let one of its ways lead to an ending, or to a step that comes to one',
    );
    expect(found).toContain(
      'words.yaml:11:17 items[0].steps.one.points: needs "ways": where an answer leads, by how many points it met',
    );
  });

  it('looks at imported decks too', async () => {
    await mkdir(join(dataDir, 'decks'));
    await cp(broken, join(dataDir, 'decks', 'broken.yaml'));
    const { code, out } = await cairn('check');
    expect(code).toBe(1);
    expect(out).toContain('broken.yaml:2:1 ');
  });

  it('looks at the decks of a folder', async () => {
    await writeFile(join(dataDir, 'one.yaml'), 'title: One\nitems: []\n');
    await writeFile(join(dataDir, 'notes.txt'), 'none');
    expect((await cairn('check', dataDir)).out).toMatch(/one\.yaml:2:8 items: needs at least 1 entry, it has 0\n$/);
  });

  it('looks at paths with the decks that they ask for: every mistake with its line', async () => {
    await mkdir(join(dataDir, 'decks', 'paths'), { recursive: true });
    await writeFile(
      join(dataDir, 'decks', 'paths', 'seller.yaml'),
      [
        'title: Seller',
        'modules:',
        '  - id: talks',
        '    title: Talks',
        '    capability: talk.',
        '    why: It matters.',
        '    needs: { product: foundation }',
        '    stages:',
        '      foundation: { deck: sales-objections, topics: [Hearing objections, Singing] }',
        '      application: { deck: nowhere }',
        '      mastery: { deck: sales-objections, items: [price-objection], dais: 8 }',
        '',
      ].join('\n'),
    );
    const found = async () => (await cairn('check')).out.split('\n').map((line) => line.replace(/^.*\/(?=seller)/, ''));
    expect(await found()).toEqual([
      'seller.yaml:7:23 modules[0].needs.product: there is no module "product": use talks',
      'seller.yaml:11:68 modules[0].stages.mastery: unknown key "dais": did you mean "days"?',
      '',
    ]);
    const file = join(dataDir, 'decks', 'paths', 'seller.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(', dais: 8', ''));
    await writeFile(file, (await readFile(file, 'utf8')).replace('    needs: { product: foundation }\n', ''));
    expect(await found()).toEqual([
      'seller.yaml:8:74 modules[0].stages.foundation.topics[1]: the deck "sales-objections" has no topic "Singing"',
      'seller.yaml:9:28 modules[0].stages.application.deck: there is no deck "nowhere"',
      'seller.yaml:10:16 modules[0].stages.mastery: has too few items for the gate (1): it would never open what comes next',
      '',
    ]);
  });

  it('says so where there is no such file, or no deck', async () => {
    expect(await cairn('check', 'none.yaml')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^none\.yaml:1:1 cannot be read/),
    });
    expect(await cairn('check', 'package.json')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^package\.json:1:1 is no YAML file/),
    });
  });
});

describe('the command line', () => {
  it.each([[['help']], [['--help']], [['-h']]])('lists its commands for %j', async (args) => {
    const { code, out } = await cairn(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/import .*\n.*check .*\n.*grade /);
  });

  it.each([
    [['help', 'import'], 'cairn import FILE'],
    [['import', '--help'], 'cairn import FILE'],
    [['grade', '-h'], 'cairn grade'],
  ])('explains a command for %j', async (args, expected) => {
    const { code, out } = await cairn(...args);
    expect(code).toBe(0);
    expect(out).toContain(expected);
  });

  it.each([
    [[], 'Say which command.'],
    [['fly'], 'There is no command "fly".'],
    [['help', 'fly'], 'There is no command "fly".'],
    [['constructor'], 'There is no command "constructor".'],
    [['check', '--fast'], "Unknown option '--fast'"],
    [['grade', 'file'], 'grade takes no arguments'],
  ])('says what is wrong with %j', async (args, problem) => {
    const { code, out, err } = await cairn(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
  });
});
