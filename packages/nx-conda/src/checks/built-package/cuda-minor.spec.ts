import { cudaMinorNotKept } from './cuda-minor';
import { around, factsOf } from './package-facts.fixture';

const library = 'libnvrtc-builtins.so.12.6';
const messagesFor = (depends: string[], constrains: string[] = []) =>
  cudaMinorNotKept(factsOf([library], { depends, constrains }), around()).map(({ message }) => message);

describe('cudaMinorNotKept', () => {
  it.each([
    'cuda-version ==12.6',
    'cuda-version 12.6.*',
    'cuda-version >=12.6,<12.7.0a0',
    'cuda-version >=12.6,<12.7',
    'cuda-nvrtc >=12.6.85,<12.7.0a0',
    'cuda-nvrtc 12.6.85 h_0',
    'cuda-version 12.6.* | odd',
  ])('accepts %s', (spec) => {
    expect(messagesFor([spec])).toEqual([]);
    expect(messagesFor([], [spec])).toEqual([]);
  });

  it.each([
    'cuda-nvrtc >=12.6.85,<13.0a0',
    'cuda-version >=12.6,<13',
    'cuda-version >=12.6',
    'cuda-version 12.*',
  ])('refuses %s', (spec) => {
    expect(messagesFor([spec])).toEqual([
      `lib/liba.so.1 needs ${library}, which only CUDA 12.6 has, but run allows other releases: ${spec}.`,
    ]);
  });

  it('reports a run section without CUDA', () => {
    expect(messagesFor(['python'])).toEqual([
      `lib/liba.so.1 needs ${library}, which only CUDA 12.6 has, but run allows every release.`,
    ]);
  });

  it('follows a dependency pinned to one build, and no other dependency', () => {
    const host = { cumm: { depends: ['cuda-version 12.6.*'] } };
    const found = (spec: string) =>
      cudaMinorNotKept(factsOf([library], { depends: [spec] }), around({ host }));
    expect(found('cumm ==0.7.11 h_0')).toEqual([]);
    expect(found('cumm >=0.7.11')).toHaveLength(1);
  });

  it('ignores libnvrtc, and a package that contains the library itself', () => {
    expect(cudaMinorNotKept(factsOf(['libnvrtc.so.12']), around())).toEqual([]);
    const files = [
      { path: 'lib/libnvrtc.so.12', type: 'file' as const, elf: { needed: [library] } },
      { path: `lib/${library}`, type: 'file' as const, elf: { needed: [] } },
    ];
    expect(cudaMinorNotKept(factsOf([], { files }), around())).toEqual([]);
  });
});
