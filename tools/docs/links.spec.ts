import { anchorsOf, brokenLinks } from './links';
import { pagePaths, readPage } from './page';

describe('links in the docs', () => {
  it.each(pagePaths())('%s: all relative links lead to a page and a heading', (path) => {
    expect(brokenLinks(path)).toEqual([]);
  });

  it.each(pagePaths())('%s: all paths below node_modules/nx-conda/docs exist', (path) => {
    const named = [...readPage(path).matchAll(/node_modules\/nx-conda\/(docs\/[\w./-]+\.md)/g)];
    const pages = pagePaths();
    expect(named.map(([, page = '']) => page).filter((page) => !pages.includes(page))).toEqual([]);
  });

  it('docs/README.md links every page, and docs/checks/README.md every check', () => {
    const linked = (page: string) => [...readPage(page).matchAll(/\]\(([\w./-]+\.md)/g)].map(([, to]) => to);
    const all = linked('docs/README.md').map((to) => `docs/${to}`);
    const checks = linked('docs/checks/README.md').map((to) => `docs/checks/${to}`);
    const pages = pagePaths().filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(pages.filter((path) => !all.includes(path) && !checks.includes(path))).toEqual([]);
  });

  it('makes anchors as GitHub does', () => {
    const page =
      '# The `nx` *run*: a [link](x.md)\n## Same\n```bash\n# not a heading\n```\n## Same\n## a_b - c\n';
    expect(anchorsOf(page)).toEqual(['the-nx-run-a-link', 'same', 'same-1', 'a_b---c']);
  });

  it('finds a missing page and a missing heading', () => {
    expect(brokenLinks('README.md')).toEqual([]);
    expect(brokenLinks('tools/docs/broken-links.txt')).toEqual([
      'tools/docs/broken-links.txt:1: tools/docs/absent.md does not exist',
      'tools/docs/broken-links.txt:2: docs/reuse.md has no heading #absent',
    ]);
  });
});
