import { headersAround } from './code-branches';

const around = (name: string, text: string) => headersAround({ name, text }, text.indexOf('HERE'));

describe('headersAround', () => {
  it('gives the tests around a place of a Python file', () => {
    const text =
      'if a:\n    pass\nif version >= "11.8":\n    for x in y:\n        b()\n        HERE\nelse:\n    c\n';
    expect(around('setup.py', text)).toEqual(['if version >= "11.8":']);
  });

  it('gives the test of an else', () => {
    expect(around('setup.py', 'def f():\n    if v > 1:\n        a\n    else:\n        HERE')).toEqual([
      'else:',
      'if v > 1:',
    ]);
  });

  it('gives the tests around a place of CMake', () => {
    const text = 'if(A)\nendif()\nif(CUDA_VERSION GREATER 12)\n elseif(B)\n HERE\nendif()';
    expect(around('CMakeLists.txt', text)).toEqual(['if(CUDA_VERSION GREATER 12) elseif(B)']);
  });

  it('reads CMake over several lines, and without comments', () => {
    const text =
      'IF (A\n  AND CUDA_VERSION GREATER 12) # endif()\n#[[\nendif()\n]]\nset(b c) if(D)\nendif()\nHERE\nendif()';
    expect(around('a.cmake', text)).toEqual(['if(A AND CUDA_VERSION GREATER 12)']);
  });

  it('knows nothing of other files', () => {
    expect(around('a.cu', 'if (a) {\nHERE')).toEqual([]);
  });
});
