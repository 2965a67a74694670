import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import { callsAmong, nodesIn, textOf } from '../../python/calls';
import type { BuildFile } from '../../python-project/build-code';
import type { CalledProgram } from './called-programs';

const IMPORTS = /^[ \t]*(?:import|from)[ \t]+pkgconfig\b/m;
const ASKS = /^(parse|libraries|libs|cflags|exists|installed|configure_extension|modversion|variables)$/;
const USES = /\bpkg-?config\b/;
const NAME = /^[A-Za-z][\w.+-]{0,59}$/;
const MAX_NAMES = 50;

/** The modules that build code asks pkg-config for: `pkgconfig.parse("liblz4")`, `pkg-config --libs libzstd`. */
export function pkgConfigNames(files: readonly BuildFile[], called: readonly CalledProgram[]): string[] {
  const started = called.filter(({ name }) => name === 'pkg-config' || name === 'pkgconf');
  const found = [
    ...started.flatMap(({ words }) => words),
    ...files.filter(({ text }) => IMPORTS.test(text)).flatMap(askedIn),
    ...files.filter(({ text }) => USES.test(text)).flatMap(namedIn),
  ];
  return [...new Set(found)].filter((name) => NAME.test(name)).slice(0, MAX_NAMES);
}

/** `pkgconfig.parse("libxml-2.0 >= 2.9 zlib")` */
function askedIn({ statements }: BuildFile): string[] {
  const calls = callsAmong(statements).filter(({ name }) => ASKS.test(name));
  const texts = calls.flatMap(({ textsOf }) => textsOf.get('')?.[0] ?? []);
  return texts.flatMap((text) => text.split(/[\s,]+/).filter((word) => !/^[<>=!\d]/.test(word)));
}

/** Names of known libraries as pkg-config writes them, passed to functions of the build that call it. */
function namedIn({ statements }: BuildFile): string[] {
  const texts = nodesIn(statements).flatMap((node) => textOf(node) ?? []);
  return texts.filter(
    (text) => /^lib[a-z]/.test(text) && NAME.test(text) && (packageOfNativeLibrary(text) ?? '') !== '',
  );
}
