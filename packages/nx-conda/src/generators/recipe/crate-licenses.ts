import { posix } from 'node:path';
import type { RecipePlan } from './plan';
import { isAbsent } from './requirements/conda-name';
import { line, type RequirementLine } from './requirements/requirement-lines';
import { isPlainPath } from './text/untrusted-text';

/** The file with the licenses of all crates. */
const FILE = 'THIRDPARTY.yml';
const TOOL = 'cargo-bundle-licenses';

/** How the licenses of linked crates get into the package: their texts must be distributed with it. */
export interface CrateLicenses {
  /** Commands for sh and cmd. */
  commands: string[];
  /** For `requirements.build`. */
  tools: RequirementLine[];
  /** For `about.license_file`. */
  files: string[];
  todo: string | undefined;
}

const NONE: CrateLicenses = { commands: [], tools: [], files: [], todo: undefined };
const MISSING = `TODO: add the licenses of the Rust crates that are linked into the package. conda-forge collects them with ${TOOL}`;

/** The licenses of the crates that a plan's source links; none without Rust. */
export function crateLicenses({ facts, names }: RecipePlan): CrateLicenses {
  const { crate = '', languages, licenseFiles, python } = facts;
  if (!languages.includes('rust') || python === undefined) return NONE;
  if (licenseFiles.includes(FILE)) return NONE;
  if (isAbsent(TOOL, names)) {
    return { ...NONE, todo: `${MISSING}, a package that neither the workspace nor its channels have.` };
  }
  if (crate !== '.' && !isPlainPath(crate)) {
    return {
      ...NONE,
      todo: `${MISSING}: add this tool to requirements.build, run it in the folder with Cargo.toml before pip, and list its output here.`,
    };
  }
  const back = crate === '.' ? '' : posix.relative(crate, '.');
  const bundle = `${TOOL} --format yaml --output ${posix.join(back, FILE)}`;
  return {
    commands: crate === '.' ? [bundle] : [`cd ${crate}`, bundle, `cd ${back}`],
    tools: [line(TOOL)],
    files: [FILE],
    todo: undefined,
  };
}
