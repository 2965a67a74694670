import type { CudaFacts, CudaSwitches } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import { noted, type YamlEntries } from '../text/yaml-value';
import { HAS_CUDA } from './compilers';

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['1', '0'],
  ['0', '1'],
  ['TRUE', 'FALSE'],
  ['True', 'False'],
  ['true', 'false'],
  ['ON', 'OFF'],
  ['OFF', 'ON'],
  ['YES', 'NO'],
]);

/** `script.env`: what makes setup.py compile for CUDA where there is no GPU. */
export function switchVariables(switches: CudaSwitches | undefined): YamlEntries {
  const { building = [], variables = [], needsVariables = false } = switches ?? {};
  const reason = needsVariables ? ONLY_THIS : TURNS_ON;
  return Object.fromEntries([
    ...building
      .filter(isPlain)
      .map(({ name, value }) => [
        name,
        noted('Compile the source. Otherwise, setup.py may download a wheel instead.', value),
      ]),
    ...variables
      .filter(isPlain)
      .map(({ name, value }, index) => [name, noted(index === 0 ? reason : undefined, underCuda(value))]),
  ]) as YamlEntries;
}

const TURNS_ON =
  'Compile for CUDA. Otherwise, setup.py compiles for CUDA only if it finds a GPU, and the machine that builds may have none.';

const ONLY_THIS = 'Compile for CUDA. Otherwise, setup.py does not compile for CUDA, even if it finds a GPU.';

function underCuda(value: string): string {
  return `\${{ "${value}" if ${HAS_CUDA} else "${OPPOSITES.get(value) ?? ''}" }}`;
}

function isPlain({ name, value }: { name: string; value: string }): boolean {
  return /^[A-Za-z_]\w{0,99}$/.test(name) && /^[\w.-]{1,60}$/.test(value);
}

/** Comments for the script, where no variable can turn CUDA on. */
export function switchRemarks({ builtBy, callsOnly, switches }: CudaFacts): string[] {
  if (!switches) return [];
  const { needsGpu, mayNeedGpu, needsWheel, flags, takesFlags = false, unfollowed } = switches;
  const remarks: [string | undefined, (text: string) => string][] = [
    [needsGpu, DECIDES],
    [mayNeedGpu, MAY_DECIDE],
    [needsWheel, OF_WHEELS],
    [takesFlags ? undefined : flags[0], BY_ARGUMENT],
    [builtBy === 'torch' && !callsOnly ? unfollowed?.join(', ') : undefined, UNFOLLOWED],
  ];
  return remarks.flatMap(([text, remark]) => (text === undefined ? [] : [remark(oneLine(text, 200))]));
}

const DECIDES = (place: string) =>
  `TODO: patch the source at ${place}. It compiles for CUDA only if it finds a GPU. On a machine without a GPU, this recipe fails, or makes a package with code for the CPU only.`;
const MAY_DECIDE = (place: string) =>
  `TODO: check that the source compiles for CUDA on a machine without a GPU. The code at ${place} asks for a GPU. If this code then turns CUDA off, patch it.`;
const OF_WHEELS = (place: string) =>
  `TODO: patch the source at ${place}. It compiles for CUDA only if the version of PyTorch contains the CUDA release, as 2.7.0+cu126 does. Only PyTorch's wheels have such versions, conda's packages do not.`;
const BY_ARGUMENT = (flag: string) =>
  `TODO: patch the source. Without a GPU, it compiles for CUDA only with the argument ${flag} of setup.py, which pip cannot pass to it.`;
const UNFOLLOWED = (names: string) =>
  `TODO: check that the source compiles for CUDA. nx-conda could not follow how setup.py decides about it.${names === '' ? '' : ` These environment variables may decide: ${names}.`}`;

/** Script lines for the CUDA variants: the arguments of setup.py. */
export function argumentLines(switches: CudaSwitches | undefined): string[] {
  const flags = passedFlags(switches);
  if (flags.length === 0) return [];
  const options = flags.map((flag) => `--config-settings=--global-option=${flag}`).join(' ');
  return [
    `# Without ${flags.join(' ')}, setup.py compiles for CUDA only if it finds a GPU.`,
    `setup_arguments="--use-pep517 ${options}"`,
  ];
}

/** The end of the command of pip. */
export function pipArguments(switches: CudaSwitches | undefined): string {
  return passedFlags(switches).length > 0 ? ' ${setup_arguments:-}' : '';
}

function passedFlags(switches: CudaSwitches | undefined): string[] {
  return switches?.takesFlags ? switches.flags.filter((flag) => /^--[\w-]{1,60}$/.test(flag)) : [];
}

/** Script lines for the CUDA variants: the variables in which the source looks for CUDA. */
export function homeLines(switches: CudaSwitches | undefined): string[] {
  return (switches?.homes ?? [])
    .filter((name) => /^\w{1,60}$/.test(name))
    .map((name) => `export ${name}="$toolkit"`);
}
