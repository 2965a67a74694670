import { posix } from 'node:path';
import { nodesIn, textOf } from '../../python/calls';
import type { Unread } from '../../python/syntax';
import type { SourceFolder } from '../../source-folder';
import type { BuildFile } from '../../python-project/build-code';

/** A file or a pattern: `csrc/a.cu`, `*.cu`, the end of `f"{folder}/a.cu"`; not the suffix alone. */
const KERNEL = /[\w*})\]-]\.cu$/;
const MAKES = /["'](?:make|gmake)(?:["']| )/;
const MAX_MAKEFILES = 50;

/** Whether build code calls nvcc for .cu files that it names, or a Makefile that does. */
export function callsNvcc(source: SourceFolder, files: readonly BuildFile[]): boolean {
  const names = files.some(({ text }) => /\bnvcc\b/i.test(text));
  return (
    (names && namesKernels(files)) || (files.some(({ text }) => MAKES.test(text)) && hasMakefile(source))
  );
}

/** Whether build code names .cu files, besides those that are installed as they are. */
export function namesKernels(files: readonly BuildFile[]): boolean {
  return files.some(({ statements }) => {
    const installed = new Set(nodesIn(statements).flatMap(installedBy));
    return nodesIn(statements).some((node) => isKernel(node) && !installed.has(node));
  });
}

function isKernel(node: object): boolean {
  const { kind, words = [] } = node as Partial<Unread>;
  return KERNEL.test(textOf(node) ?? '') || (kind === 'unread' && words.some((word) => KERNEL.test(word)));
}

/** `package_data={"a": ["*.cu"]}` */
function installedBy(node: object): object[] {
  const { keywords } = node as { keywords?: { name?: string; value: object }[] };
  if (!Array.isArray(keywords)) return [];
  return keywords
    .filter(({ name = '' }) => /package_data|data_files/.test(name))
    .flatMap(({ value }) => nodesIn(value));
}

function hasMakefile(source: SourceFolder): boolean {
  const makefiles = source.files.filter((name) => /^(GNU)?[Mm]akefile$/.test(posix.basename(name)));
  return makefiles.slice(0, MAX_MAKEFILES).some((name) => /\bnvcc\b/i.test(source.read(name) ?? ''));
}
