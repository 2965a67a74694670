import { findingsGithub } from './findings-github';
import { twoFindings } from './findings.fixture';

describe('findingsGithub', () => {
  it('is one line per finding, without columns for several lines', () => {
    expect(findingsGithub(twoFindings).split('\n')).toEqual([
      '::error file=recipes/a b/recipe.yaml,line=5,endLine=5,col=7,endColumn=16,title=nx-conda unknown-package-name::' +
        'torch is a name from PyPI; on conda-forge, the package is called pytorch.%0AThe solver finds no candidates for torch.%0AWrite `pytorch >=2`.',
      '::notice file=recipes/a b/build.sh,line=1,endLine=2,title=nx-conda missing-tests::' +
        '100%25 of it, says a:b.%0AOne line,%0Aand another.%0ADo this.%0AOr that.',
    ]);
  });

  it('escapes the ends of properties and lines', () => {
    const [finding] = twoFindings;
    const file = { path: 'C:\\a,b%\r\n.yaml', text: '' };
    const text =
      finding && findingsGithub([{ ...finding, severity: 'warning', at: { ...finding.at, file } }]);
    expect(text).toMatch(/^::warning file=C%3A\\a%2Cb%25%0D%0A\.yaml,line=5,/);
  });

  it('is empty without findings', () => {
    expect(findingsGithub([])).toBe('');
  });
});
