import { movedPin } from './pins';

describe('movedPin', () => {
  it.each([
    ['cumm ==0.7.11 ${{ accelerator }}_*', '0.8.2', 'cumm ==0.8.2 ${{ accelerator }}_*'],
    ['cumm 0.7.11', '0.8.2', 'cumm 0.8.2'],
    ['cumm 0.7.*', '0.8.2', 'cumm 0.8.*'],
    ['cumm =0.7', '0.8.2', 'cumm =0.8'],
    ['cumm >=0.7,<0.8', '0.8.2', 'cumm >=0.8.2,<0.9'],
    ['cumm >=0.7,<1', '1.2.3', 'cumm >=1.2.3,<2'],
    ['cumm >=0.9', '0.8.2', 'cumm >=0.8.2'],
    ['cumm ~=0.7.1', '0.8.2', 'cumm ~=0.8.2'],
    ['cumm ==0.7.11', '0.8.0rc1', 'cumm ==0.8.0rc1'],
    ['cumm ==0.8.0rc1', '0.8.0rc2', 'cumm ==0.8.0rc2'],
    ['cumm >=0.8.0rc1,<0.9', '0.8.0rc2', 'cumm >=0.8.0rc2,<0.9'],
    ['cumm>=0.7,<=0.7.11', '0.8.2', 'cumm>=0.8.2,<=0.8.2'],
  ])('%s for %s: %s', (before, version, after) => {
    expect(movedPin(before, version)).toBe(after);
  });

  it.each([
    ['cumm', '0.8.2'],
    ['cumm >=0.4', '0.8.2'],
    ['cumm ==${{ v }}', '0.8.2'],
    ['cumm ==0.7|==0.6', '0.8.2'],
    ['cumm !=0.8.2', '0.8.2'],
    ['cumm ==0.7.11+local', '0.8.2'],
  ])('leaves %s for %s', (before, version) => {
    expect(movedPin(before, version)).toBeUndefined();
  });
});
