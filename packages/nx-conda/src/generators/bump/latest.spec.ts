import { versionsIn } from './latest';

describe('versionsIn', () => {
  it('returns final versions in tags of the same form, the highest first', () => {
    const tags = ['v1.9', 'v1.10', 'v1.10rc1', '2.0', 'release-3', 'v1.2-cpu'];
    expect(versionsIn(tags, { url: '', prefix: 'v', suffix: '' })).toEqual(['1.10', '1.9']);
    expect(versionsIn(tags, { url: '', prefix: 'v', suffix: '-cpu' })).toEqual(['1.2']);
  });
});
