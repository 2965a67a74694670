import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { unknownPackageName } from './unknown-package-name';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(unknownPackageName, recipe, surroundings);
const run = (...items: string[]) => `requirements:\n  run:\n${items.map((one) => `    - ${one}\n`).join('')}`;
const having = (...names: string[]): Surroundings => ({ workspace: { channelPackages: new Set(names) } });
const channels = (...names: string[]): Surroundings => ({ workspace: { channels: names } });

describe('unknown-package-name', () => {
  describe('for a name of PyPI or of another channel', () => {
    it.each([
      ['torch >=2.7', 'pytorch >=2.7', 'error'],
      ['opencv-python ==4.10.0.84', 'py-opencv ==4.10.0', 'error'],
      ['opencv-python >=4.5.1.48,<5', 'py-opencv >=4.5.1,<5', 'error'],
      ['"opencv-python" # why', '"py-opencv" # why', 'error'],
      ['pytorch-cuda 12.6', 'pytorch * cuda*', 'error'],
      ['nvidia-cublas-cu12', 'libcublas', 'error'],
    ])('writes for %s: %s', (item, expected, severity) => {
      const findings = check(run(item));
      expect(findings.map((finding) => [finding.severity, finding.line])).toEqual([[severity, 3]]);
      expect(fixed(findings)).toBe(run(expected));
      expect(check(fixed(findings))).toEqual([]);
    });

    it.each(['tables', 'cumm-cu126 >=0.7'])('only warns about a name that looks like one: %s', (item) => {
      const [finding] = check(run(item));
      expect(finding).toMatchObject({
        severity: 'warning',
        message: expect.stringContaining('looks like a name from PyPI'),
      });
      expect(finding?.fix).toBeUndefined();
    });

    it('says what to require instead of a wheel without a package of its own', () => {
      expect(check(run('nvidia-cuda-sanitizer-cu12'))[0]?.help).toEqual([
        'Remove nvidia-cuda-sanitizer-cu12. If your package needs files of this wheel, add the conda-forge package that contains these files.',
      ]);
    });

    it('says that a channel may have the name, if it may', () => {
      const why = (...args: Parameters<typeof check>) => check(...args).map((finding) => finding.why);
      expect(why(run('tables'))).toEqual(['If no channel has tables, the solver finds no candidates.']);
      expect(why(run('torch'))).toEqual(['The solver finds no candidates for torch.']);
      expect(why(run('tables'), having('pytables'))).toEqual(['The solver finds no candidates for tables.']);
    });

    it('is certain if the channels are here, and uncertain if a channel is unknown', () => {
      const severities = (...args: Parameters<typeof check>) =>
        check(...args).map(({ severity }) => severity);
      expect(severities(run('tables'), having('pytables'))).toEqual(['error']);
      expect(severities(run('torch'), channels('https://a.org/mine'))).toEqual(['warning']);
      expect(severities(run('torch').replace('run', 'run_constraints'))).toEqual(['warning']);
    });

    it.each(['${{ "torch >=2" if linux }}', "${{ 'numpy' if win else 'torch' }}"])(
      'finds the name in the text of a template, but does not change it: %s',
      (item) => {
        const findings = check(run(item));
        expect(findings.map(({ message, fix }) => [message, fix])).toEqual([
          ['torch is a name from PyPI; on conda-forge, the package is called pytorch.', undefined],
        ]);
      },
    );

    it('finds a name that is required from conda-forge', () => {
      expect(fixed(check(run('conda-forge::torch >=2')))).toBe(run('conda-forge::pytorch >=2'));
    });

    it.each([
      ['the channels have it', run('torch'), having('torch')],
      ['the workspace builds it', run('torch'), { workspace: { provides: new Map([['torch', ['torch']]]) } }],
      ['its channel is configured', run('pytorch-cuda'), channels('pytorch', 'conda-forge')],
      ['it says from which channel it is', run('pytorch::pytorch-cuda'), {}],
      ['it is only what is exported', run('torch').replace('run', 'run_exports'), {}],
      ['it is a name of PyTorch Geometric, which another rule is about', run('torch-scatter'), {}],
      [
        'it is a constraint on a name that conda-forge may have',
        run('tables').replace('run', 'run_constraints'),
        {},
      ],
      ['a template makes the name', run('${{ "tor" ~ "ch" }}'), {}],
      ['a template calls a function', run('${{ pin_subpackage("torch") }}'), {}],
    ])('finds nothing if %s', (_, recipe, surroundings) => {
      expect(check(recipe, surroundings)).toEqual([]);
    });

    it('writes one line for two names of one package', () => {
      const findings = check(run('opencv-python >=4', 'opencv-python-headless >=4.8.1.78'));
      expect(findings.map(({ fix }) => fix?.description)).toEqual([
        'Write py-opencv >=4 for opencv-python',
        undefined,
      ]);
    });

    it.each([
      ['the other name stands there too', run('pytorch', 'torch'), {}],
      ['the other name stands there with a version', run('pytorch >=2', 'torch <3'), {}],
      ['the channels do not have the other name either', run('torch'), having('python')],
      ['nobody knows another name', run('nvidia-cuda-sanitizer-cu12'), {}],
    ])('offers no fix if %s', (_, recipe, surroundings) => {
      expect(check(recipe, surroundings).map(({ fix }) => fix)).toStrictEqual([undefined]);
    });
  });

  describe('for an unknown name', () => {
    it('finds it if all channels are on this machine, and suggests similar names', () => {
      const findings = check(run('numpy', 'ruamel_yaml', 'numppy'), having('numpy', 'ruamel.yaml'));
      expect(linesOf(findings)).toEqual(['error 4: ruamel_yaml', 'error 5: numppy']);
      expect(findings.map(({ help }) => help[0])).toEqual([
        'Did you mean ruamel.yaml?',
        'Did you mean numpy?',
      ]);
      expect(check(run('libfoo'), having('numpy'))[0]?.help).toEqual([
        'Add a recipe for libfoo to the workspace. Or, in the option "channels" of nx-conda in nx.json, add a channel that contains libfoo.',
      ]);
    });

    it('proposes a package of the workspace first', () => {
      const provides = new Map([['libgrid', ['libgrid']]]);
      const workspace = { provides, channelPackages: new Set(['libgirt', 'python']) };
      expect(check(run('libgird'), { workspace })[0]?.help).toEqual(['Did you mean libgrid?']);
    });

    it('leaves it to another rule if there is no channel', () => {
      expect(check(run('numpy'), { workspace: { channels: [], channelPackages: new Set() } })).toEqual([]);
    });

    it('finds it under a condition that holds', () => {
      expect(check(run('if: unix\n      then: numppy'), having('numpy'))).toHaveLength(1);
    });

    it('finds it in tests', () => {
      const recipe = 'tests:\n  - script: a\n    requirements:\n      run:\n        - pytset\n';
      expect(linesOf(check(recipe, having('pytest')))).toEqual(['error 5: pytset']);
    });

    it('warns of a misspelling if a channel is not on this machine', () => {
      const findings = check(run('numpy', 'pytroch >=2', 'conda-forge::pytorch_gpu', 'my-own-name'));
      expect(linesOf(findings)).toEqual(['warning 4: pytroch >=2', 'warning 5: conda-forge::pytorch_gpu']);
      expect(findings.map(({ help, fix }) => [help[0], fix])).toEqual([
        ['If you mean pytorch, write `pytorch >=2`.', undefined],
        ['If you mean pytorch-gpu, write `conda-forge::pytorch-gpu`.', undefined],
      ]);
    });

    it.each([
      ['the workspace builds it', run('numyp'), { workspace: { provides: new Map([['numyp', ['numyp']]]) } }],
      ['the recipe builds it', `package:\n  name: numyp\n${run('numyp')}`, {}],
      ['a folder has it', run('numyp'), { workspace: { localPackages: new Set(['numyp']) } }],
      ['it is from another channel', run('mine::numyp'), {}],
      ['it is a constraint on a misspelling', run('numyp').replace('run', 'run_constraints'), {}],
      ['it is for another platform', run('if: win\n      then: numyp'), {}],
      ['it is a virtual package', run('__cuda'), having('numpy')],
      ['it is a constraint', run('numppy').replace('run', 'run_constraints'), having('numpy')],
      ['a branch may be for another platform', run('if: win\n      then: pywin32'), having('numpy')],
    ])('finds nothing if %s', (_, recipe, surroundings) => {
      expect(check(recipe, surroundings)).toEqual([]);
    });
  });
});
