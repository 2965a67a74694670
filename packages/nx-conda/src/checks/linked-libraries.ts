import type { Level } from '../recipe/parts/outputs';
import { variablesOf } from '../recipe/parts/scripts';
import { cmakeLibraries } from './cmake-libraries';
import { LINKED, setupLibrary } from './rules/missing-library-package';
import type { Subject } from './subject';

/**
 * The -dev packages whose shared libraries the build of a level links, as its script, setup.py or CMake say: with
 * `-lcublas`, `libraries=["cublas"]` or `CUDA::cublas`.
 */
export function linkedPackages(subject: Subject, level: Level): Set<string> {
  const texts = [
    ...subject.scripts.filter((script) => script.level === level).map(({ commands }) => commands),
    ...variablesOf(level).map(({ value }) => value),
  ];
  const setup = subject.source?.files.find(({ name }) => name === 'setup.py');
  const linked = LINKED.filter(({ libraries = [] }) => {
    const flag = new RegExp(`(?<![\\w-])-l(${libraries.join('|')})(?![\\w-])`);
    return texts.some((text) => flag.test(text)) || (setup && setupLibrary(setup, libraries));
  });
  const targets = cmakeLibraries(subject, level).filter(({ target }) => !target.endsWith('_static'));
  return new Set([
    ...linked.map(({ dev }) => dev),
    ...targets.flatMap(({ packages: [first] }) => first ?? []),
  ]);
}
