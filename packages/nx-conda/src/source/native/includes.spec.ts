import { cudaIncludes } from './includes';

const found = (text: string, name = 'a.cu', more: Record<string, string> = {}) => {
  const files = Object.entries({ [name]: text, ...more }).map(([file, content]) => ({
    ...{ name: file, path: file, text: content },
  }));
  return cudaIncludes(files).map(({ file, header, dev, isConditional, start, end }) =>
    [file.name, header, dev, isConditional, file.text.slice(start, end)].join(' | '),
  );
};

describe('cudaIncludes', () => {
  it.each([
    ['#include <cublas_v2.h>', 'cublas_v2.h | libcublas-dev | false | #include <cublas_v2.h>'],
    [
      '  #  include "cusparse.h" // why',
      'cusparse.h | libcusparse-dev | false | #  include "cusparse.h" // why',
    ],
    ['#include <thrust/sort.h>\r\n', 'thrust/sort.h | cuda-cccl | false | #include <thrust/sort.h>'],
    ['#ifdef A\n#include <nvml.h>\n#endif', 'nvml.h | cuda-nvml-dev | true | #include <nvml.h>'],
    ['#if A\n#else\n#include <nvml.h>\n#endif', 'nvml.h | cuda-nvml-dev | true | #include <nvml.h>'],
    ['#if A\n#endif\n#include <nvml.h>', 'nvml.h | cuda-nvml-dev | false | #include <nvml.h>'],
    [
      '#ifndef A_H\n#define A_H\n#include <nvml.h>\n#endif',
      'nvml.h | cuda-nvml-dev | false | #include <nvml.h>',
    ],
    [
      '// text\n#if !defined(A_H)\n#define A_H\n#ifdef B\n#include <nvml.h>\n#endif\n#endif',
      'nvml.h | cuda-nvml-dev | true | #include <nvml.h>',
    ],
  ])('finds %j', (text, expected) => {
    expect(found(text).map((one) => one.replace('a.cu | ', '').replace(' // why', '').trim())).toEqual([
      expected.replace(' // why', ''),
    ]);
  });

  it.each([
    ['an unknown header', '#include <stdio.h>\n#include <mycublas.h>'],
    ['a comment', '// #include <cublas_v2.h>\n/*\n#include <cusparse.h>\n*/'],
    ['a macro', '#include CUBLAS_HEADER'],
    ['a string', 'char *a = "#include <cublas_v2.h>";'],
  ])('ignores %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('ignores a header that the source contains', () => {
    expect(found('#include <cub/cub.cuh>', 'a.cu', { 'include/cub/cub.cuh': '' })).toEqual([]);
    expect(found('#include "nccl.h"', 'a.cu', { 'nccl.h': '' })).toEqual([]);
  });

  it('reads only C, C++ and CUDA', () => {
    expect(found('#include <nvml.h>', 'a.pyx')).toEqual([]);
    expect(found('#include <nvml.h>', 'CMakeLists.txt')).toEqual([]);
    expect(found('#include <nvml.h>', 'a.hpp')).toHaveLength(1);
  });
});
