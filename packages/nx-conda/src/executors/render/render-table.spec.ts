import pc from 'picocolors';
import type { RecipeFacts, Requirement } from '../../recipe/parts/facts';
import { renderReport, type RenderSubject } from './render-report';
import { renderTable } from './render-table';

const SUBJECT: RenderSubject = {
  project: 'cumm',
  recipe: 'recipes/cumm/recipe.yaml',
  platform: 'linux-64',
  engine: { kind: 'command', version: '0.74.0' },
};

const FACTS: RecipeFacts = {
  exact: true,
  outputs: [
    {
      name: 'cumm',
      version: '0.7.11',
      buildString: 'cpu_py311_0',
      subdir: 'linux-64',
      variant: { python: '3.11.*', debug: false },
      inherits: { kinds: [], exceptNames: [], exceptFrom: [] },
      requirements: {
        build: [requirement('cxx-compiler')],
        host: [requirement('pccm', 'pccm >=0.4')],
        run: [],
        pins: [],
        test: [requirement('pytest')],
        downstream: [],
        exports: { weak: [requirement('cumm', 'pin_subpackage(cumm)')], strong: [], noarch: [] },
      },
    },
  ],
};

function requirement(name: string, spec = name): Requirement {
  return { name, spec };
}

function report(facts: RecipeFacts, subject = SUBJECT) {
  return renderReport(subject, facts, (name) => (['cumm', 'pccm'].includes(name) ? [name] : []));
}

const plain = pc.createColors(false);

describe('renderReport', () => {
  it('names kind and providers of every requirement, and omits fields that an exact one lacks', () => {
    expect(report(FACTS)).toEqual({
      ...SUBJECT,
      exact: true,
      outputs: [
        {
          name: 'cumm',
          version: '0.7.11',
          buildString: 'cpu_py311_0',
          subdir: 'linux-64',
          variant: { python: '3.11.*', debug: false },
          requirements: [
            { kind: 'build', name: 'cxx-compiler', spec: 'cxx-compiler', providers: [] },
            { kind: 'host', name: 'pccm', spec: 'pccm >=0.4', providers: ['pccm'] },
            { kind: 'run_exports.weak', name: 'cumm', spec: 'pin_subpackage(cumm)', providers: ['cumm'] },
            { kind: 'test', name: 'pytest', spec: 'pytest', providers: [] },
          ],
        },
      ],
    });
  });
});

describe('renderTable', () => {
  it('has a table for every output and variant', () => {
    expect(renderTable(report(FACTS), plain)).toBe(
      [
        'recipes/cumm/recipe.yaml on linux-64, as rattler-build 0.74.0 renders it',
        '',
        'cumm 0.7.11 cpu_py311_0  linux-64',
        '  variant: python=3.11.*, debug=false',
        '  kind              requirement           project',
        '  build             cxx-compiler',
        '  host              pccm >=0.4            pccm',
        '  run_exports.weak  pin_subpackage(cumm)  cumm',
        '  test              pytest',
      ].join('\n'),
    );
  });

  it('says that a recipe is skipped, unlike one without a name', () => {
    expect(renderTable(report({ exact: true, outputs: [] }), plain)).toContain(
      'The recipe builds nothing on linux-64: all outputs are skipped.',
    );
    const unknown = renderTable(report({ exact: false, outputs: [] }), plain);
    expect(unknown).not.toContain('skipped');
    expect(unknown).toContain('No output was found');
  });

  it('marks an over-approximation, with its reason and the names that could not be evaluated', () => {
    const diagnostic = { file: 'a.yaml', line: 2, column: 5, message: 'unknown function', help: [] };
    const facts = { ...FACTS, exact: false, reason: 'no engine', unresolved: [diagnostic] };
    const text = renderTable(report(facts, { ...SUBJECT, engine: null }), plain);
    expect(text).toContain('NOT RENDERED. The list below is an approximation.');
    expect(text).toContain('\nno engine\nNot evaluated: a.yaml:2:5 unknown function\n');
    expect(text).toContain('may lack packages whose names were not evaluated.');
    expect(renderTable(report({ ...FACTS, exact: false }), plain)).toContain('never too few.');
  });

  it('uses colors only if it is given some', () => {
    expect(renderTable(report(FACTS), pc.createColors(true))).toContain('\u001b[1mcumm 0.7.11');
    expect(renderTable(report(FACTS), plain)).not.toContain('\u001b');
  });
});
