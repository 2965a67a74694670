import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSource } from './fetch-source';
import { parseFrom } from './parse-from';
import { readSource } from './read-source';
import type { SourceFacts } from './source-facts';
import { written } from './source.fixture';

/** Git bundles of the five sources of the seed; beside this repository, not part of it. */
const offline = join(__dirname, '../../../../../shared/upstream/git-offline.sh');
const isThere = existsSync(offline);
if (!isThere) {
  console.warn('SKIPPED: the five sources of the seed. They are not beside the repository.');
  it('reports why the sources of the seed are not read', () => expect(isThere).toBe(false));
}

(isThere ? describe : describe.skip)('the sources of the seed', () => {
  const before = { ...process.env };

  beforeAll(() => {
    const exports = execFileSync('bash', [offline, join(tmpdir(), 'nx-conda-upstream')], {
      encoding: 'utf8',
    });
    for (const [, name = '', value = ''] of exports.matchAll(/(GIT_CONFIG_\w+)='?([^'\s]*)'?/g))
      process.env[name] = value;
  }, 60_000);

  afterAll(() => {
    process.env = before;
  });

  async function factsOf(from: string): Promise<SourceFacts> {
    const into = mkdtempSync(join(tmpdir(), 'nx-conda-fetch-'));
    const { folder, origin } = await fetchSource(parseFrom(from), { into, cwd: into, env: process.env });
    return readSource(folder, origin);
  }

  it.each([
    ['github:FindDefinition/ccimport@v0.4.4', 'f5af43d82712245b03bb7af15ca048f96fe6f039', 'ccimport'],
    ['github:FindDefinition/PCCM@v0.4.16', '66b17a365f3b1ea9c0142020baafe93b5dabb509', 'pccm'],
  ])('%s is pure Python', async (from, commit, name) => {
    const facts = await factsOf(from);
    expect(facts).toMatchObject({
      name,
      origin: { kind: 'git', commit },
      license: 'MIT',
      languages: [],
      cuda: undefined,
      python: {
        project: '.',
        imports: [name],
        isPure: true,
        renamedBy: [],
        requiresPython: '>=3.6',
        unread: [],
      },
    });
    expect(facts.python?.requires.map(written)).toContain(name === 'pccm' ? 'ccimport>=0.3.1' : 'ninja');
  });

  it('spconv is built with CUDA by its setup.py, which renames it', async () => {
    const facts = await factsOf('git:https://github.com/traveller59/spconv.git@v2.3.6');
    expect(facts).toMatchObject({
      ...{ name: 'spconv', version: '2.3.6', license: 'Apache-2.0', languages: ['cuda', 'cxx'] },
      cuda: { builtBy: 'setup', devPackages: ['libcublas-dev'] },
      python: { imports: ['spconv'], isPure: false, renamedBy: ['CUMM_CUDA_VERSION'] },
    });
    expect(facts.python?.requires.map(written)).toContain('cumm>=0.4.5,<0.5.0');
  });

  it('cumm without a tag is the newest version, and looks for CUDA at a fixed path', async () => {
    const facts = await factsOf('github:FindDefinition/cumm');
    expect(facts).toMatchObject({
      ...{ name: 'cumm', version: '0.8.2', origin: { tag: 'v0.8.2' } },
      cuda: { builtBy: 'setup', devPackages: ['cuda-cccl', 'cuda-cudart-dev', 'cuda-nvrtc-dev'] },
      python: { renamedBy: ['CUMM_CUDA_VERSION'], isPure: false },
    });
    expect(facts.cuda?.fixedPaths.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'setup.py:161',
      'cumm/common.py:281',
    ]);
  });

  it('Pointcept has no build system, but extensions of PyTorch', async () => {
    const facts = await factsOf('github:Pointcept/Pointcept@v1.6.0');
    expect(facts).toMatchObject({
      ...{ name: 'Pointcept', version: '1.6.0', license: 'MIT' },
      python: { project: undefined, imports: ['pointcept'], unread: ['requires'] },
      cuda: {
        builtBy: 'torch',
        extensions: ['libs/pointgroup_ops', 'libs/pointops', 'libs/pointops2'],
        extensionImports: ['pointgroup_ops', 'pointops', 'pointops2'],
        devPackages: ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'],
      },
    });
    expect(facts.python?.condaRequires).toContain('pytorch=2.5.0');
    expect(facts.python?.requires.map(written)).toContain('torch-cluster');
  });

  it('lists the available tags', async () => {
    await expect(factsOf('github:traveller59/spconv@2.3.6')).rejects.toMatchObject({
      message: 'https://github.com/traveller59/spconv has no tag 2.3.6.',
      help: ['Use one of these tags: v2.3.6'],
    });
  });
});
