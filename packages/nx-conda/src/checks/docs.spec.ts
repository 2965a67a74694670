import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecipeError } from '../recipe/yaml/recipe-error';
import { check, COMMENT_RULES } from './check';
import { CUDA_LIBRARIES } from '../knowledge/cuda-packages';
import { libraryVersions } from '../knowledge/cuda-library-versions';
import type { Finding } from './finding';
import { RULES } from './rules';
import { findingsOf, subjectFrom, type Surroundings } from './subject.fixture';
import { UNREADABLE, unreadableFindings } from './unreadable';

const folder = join(__dirname, '../../../../docs/checks');
const ids = [...RULES.map(({ id }) => id), ...Object.keys(COMMENT_RULES), UNREADABLE];
/** The check of built packages also has a page, but is not a rule about recipes. */
const PAGES_BESIDES = ['README', 'built-package'];

/** Workspaces for rules that need more than the recipe. */
const WORKSPACES: Record<string, { bad?: Surroundings['workspace']; good?: Surroundings['workspace'] }> = {
  'duplicate-provider': {
    bad: { provides: new Map([['knn', ['knn', 'knn-fork']]]) },
    good: {
      provides: new Map([
        ['knn', ['knn']],
        ['knn-fork', ['knn-fork']],
      ]),
    },
  },
  'missing-submodule': {
    bad: { absentSubmodules: new Map([['third/knn', 'git submodule update --init third/knn']]) },
  },
  'missing-channel': { bad: { channels: [], channelPackages: new Set() } },
  'unavailable-version': {
    bad: { provides: new Map([['libgrid', ['libgrid']]]), versions: new Map([['libgrid', ['1.0']]]) },
    good: { provides: new Map([['libgrid', ['libgrid']]]), versions: new Map([['libgrid', ['1.0']]]) },
  },
  'unread-variant-file': {
    bad: { unreadVariants: [{ path: 'variants.yaml', text: 'python:\n  - 3.12.*\n' }] },
    good: { unreadVariants: [] },
  },
  'not-rendered': { bad: { notRendered: 'Error:   × Failed to render recipe with variants' } },
};

describe('docs/checks', () => {
  const readme = pageOf('README');

  it('has a page for every rule, and no other', () => {
    const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
    expect(pages.filter((page) => !PAGES_BESIDES.includes(page)).sort()).toEqual([...ids].sort());
  });

  it.each(['built-package', ...ids])('README.md links %s', (id) => {
    expect(readme).toContain(`(${id}.md)`);
  });

  it('links only existing pages', () => {
    const links = ['README', ...ids].flatMap((id) => [...pageOf(id).matchAll(/\]\(([\w-]+\.md)/g)]);
    const targets = new Set(links.map(([, target = '']) => target));
    expect([...targets].filter((target) => !existsSync(join(folder, target)))).toEqual(
      existsSync(join(folder, 'built-package.md')) ? [] : ['built-package.md'],
    );
  });

  it.each(RULES.map(({ id, severity }) => [id, severity]))(
    'README.md gives %s the severity %s, and says whether it is fixed',
    (id, severity) => {
      const [row = ''] = readme.split('\n').filter((line) => line.includes(`(${id}.md)`));
      const cells = row.split('|').map((cell) => cell.trim());
      const isFixed = found(id, 'Bad').some((finding) => finding.fix && finding.severity !== 'info');
      expect(cells.slice(-4, -1)).toEqual([severity, expect.any(String), isFixed ? 'yes' : 'no']);
    },
  );

  it.each(ids)('%s.md: the bad example is found', (id) => {
    expect(pageOf(id)).toMatch(new RegExp(`^# ${id}\n`));
    expect(found(id, 'Bad')).not.toEqual([]);
  });

  it.each(ids)('%s.md: the good example is not', (id) => {
    expect(found(id, 'Good')).toEqual([]);
  });

  it.each(RULES.map(({ id }) => id))('%s.md: says how to ignore it', (id) => {
    expect(pageOf(id)).toMatch(new RegExp(`nx-conda-ignore(-file)? ${id}: \\S`));
  });

  it('cuda-library-pin.md has every version that the rule knows', () => {
    const page = pageOf('cuda-library-pin');
    const versions = CUDA_LIBRARIES.flatMap(({ runtime = '' }) => libraryVersions(runtime));
    expect(versions.length).toBeGreaterThan(100);
    expect(versions.filter(({ version }) => !page.includes(version))).toEqual([]);
  });
});

/** The findings of a rule in an example of its page. */
function found(id: string, section: 'Bad' | 'Good'): Finding[] {
  const { recipe, ...surroundings } = exampleOf(id, section);
  const workspace = WORKSPACES[id]?.[section === 'Bad' ? 'bad' : 'good'];
  const around = { ...surroundings, ...(workspace && { workspace }) };
  const rule = RULES.find((one) => one.id === id);
  if (rule) return findingsOf(rule, recipe, around);
  try {
    return check(subjectFrom(recipe, around)).filter((finding) => finding.rule === id);
  } catch (error) {
    if (id === UNREADABLE && error instanceof RecipeError) return unreadableFindings(error);
    throw error;
  }
}

/** The blocks of a section; blocks under `Good` replace those under `Bad`. */
function exampleOf(id: string, section: 'Bad' | 'Good'): Surroundings & { recipe: string } {
  const blocks = [...blocksOf(id, 'Bad'), ...(section === 'Good' ? blocksOf(id, 'Good') : [])];
  const files = new Map(blocks.map(({ label, text }) => [label, text]));
  const { '': recipe = '', 'variants.json': json, ...others } = Object.fromEntries(files);
  const source = Object.entries(others).filter(([name]) => name.startsWith('source/'));
  const besides = Object.entries(others).filter(([name]) => !name.startsWith('source/'));
  return {
    recipe,
    besides: Object.fromEntries(besides),
    ...(json !== undefined && { variants: { 'variants.json': json } }),
    ...(source.length > 0 && {
      source: Object.fromEntries(source.map(([name, text]) => [name.replace('source/', ''), text])),
    }),
  };
}

/** The fenced blocks of a section, each with the label after its language: empty for the recipe. */
function blocksOf(id: string, section: string): { label: string; text: string }[] {
  const [, text = ''] = pageOf(id).split(new RegExp(`^## ${section}$`, 'm'));
  const [own = ''] = text.split(/^## /m);
  return [...own.matchAll(/^```(\w+)(?: +(\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language, label = '', content = '']) => ({
      label: language === 'yaml' || label !== '' ? label : 'text',
      text: content,
    }),
  );
}

function pageOf(id: string): string {
  return readFileSync(join(folder, `${id}.md`), 'utf8');
}
