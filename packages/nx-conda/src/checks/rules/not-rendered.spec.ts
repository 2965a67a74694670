import { findingsOf, linesOf } from '../subject.fixture';
import { notRendered } from './not-rendered';

describe('not-rendered', () => {
  it("reports rattler-build's error at the top of the recipe", () => {
    const workspace = { notRendered: 'unknown variable: pyhton' };
    const findings = findingsOf(notRendered, '# comment\nabout: {}\n', { workspace });
    expect(linesOf(findings)).toEqual(['warning 2: about']);
    expect(findings[0]?.why).toBe('unknown variable: pyhton');
  });

  it('is silent if it renders, or was not tried', () => {
    expect(findingsOf(notRendered, 'about: {}\n')).toEqual([]);
  });
});
