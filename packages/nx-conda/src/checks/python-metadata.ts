import type { SourceTree } from './subject';
import type { SourceFile } from '../source/native/includes';

/** A requirement in the metadata of a Python source. */
export interface MetadataRequirement {
  /** The distribution, in lower case with dashes, without a CUDA suffix. */
  name: string;
  /** `>=0.4.5,<0.5.0` */
  constraint: string;
  file: SourceFile;
  /** Offsets in the file. */
  start: number;
  end: number;
}

/** `"cumm>=0.4.5, <0.5.0"`, and `"cumm" + suffix + ">=0.4.5, <0.5.0"`. */
const REQUIREMENT =
  /(["'])([A-Za-z][\w.-]{0,80}?)(?:\[[\w, -]{0,80}\])?(?:\1 {0,9}\+ {0,9}\w{1,80} {0,9}\+ {0,9}\1)? {0,9}\(?((?:[<>=!~]=? {0,9}\d[\w.*]{0,40})(?: {0,9}, {0,9}[<>=!~]=? {0,9}\d[\w.*]{0,40}){0,9}) {0,9}\)?(?:;[^"'\n]{0,200})?\1/g;

/** The requirements with versions in the top folder's setup.py and pyproject.toml. */
export function metadataRequirements({ files }: SourceTree): MetadataRequirement[] {
  return files
    .filter(({ name }) => name === 'setup.py' || name === 'pyproject.toml')
    .flatMap((file) =>
      [...withoutBuildSystem(file.text).matchAll(REQUIREMENT)].map((match) => ({
        name: distributionName(match[2] ?? ''),
        constraint: (match[3] ?? '').replace(/\s/g, ''),
        file,
        start: match.index,
        end: match.index + match[0].length,
      })),
    );
}

/** Normalizes names of conda and pip: `cumm-cu126` and `cumm_cu126` are `cumm`. */
export function distributionName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_.]+/g, '-')
    .replace(/-cu\d{2,3}$/, '');
}

/** Blanks requirements that the installed package does not need (build, tests, extras). Offsets stay. */
function withoutBuildSystem(text: string): string {
  return text
    .replace(/^\[build-system\][^[]*(\[[^\]]*\][^[]*?)*?(?=^\[|(?![\s\S]))/gm, (part) =>
      part.replace(/[^\n]/g, ' '),
    )
    .replace(/\b(setup_requires|tests_require)\s*=\s*\[[^\]]*\]/g, (part) => part.replace(/[^\n]/g, ' '))
    .replace(/\bextras_require\s*=\s*\{[^}]*\}/g, (part) => part.replace(/[^\n]/g, ' '))
    .replace(
      /^\[(project\.optional-dependencies|dependency-groups|tool\.[^\]]*)\][\s\S]*?(?=^\[(?!.*\],?$)|(?![\s\S]))/gm,
      (part) => part.replace(/[^\n]/g, ' '),
    );
}
