import type { CudaFacts } from '../../../source/source-facts';
import type { RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import { perPlatform } from '../requirements/linked-lines';
import { optionalLines } from '../requirements/optional-lines';
import { byName, line, type RequirementLine, requirementList } from '../requirements/requirement-lines';
import { deviceCodeTest } from '../sections/device-code-test';
import { oneLine } from '../text/untrusted-text';
import { indented } from '../text/script-lines';
import { Block, noted, Remark, type YamlValue } from '../text/yaml-value';
import { cmakeCpuLines, cmakeCudaLines, skipped, withCuda, withoutCuda } from './cmake-cuda';
import { compilerLines, cudaCompilerLine, downloadsTodo } from './compilers';
import * as parts from './cuda-parts';

const SCRIPT = `set -euxo pipefail
# conda's compilers set CMAKE_ARGS for this environment.
cmake -S . -B build -G Ninja \${CMAKE_ARGS:-} \\
  -DCMAKE_BUILD_TYPE=Release \\
  -DCMAKE_INSTALL_PREFIX="$PREFIX" \\
  -DCMAKE_INSTALL_LIBDIR=lib \\
  -DBUILD_TESTING=OFF
cmake --build build --parallel "\${CPU_COUNT:-1}"
cmake --install build
`;

/** A library or program that CMake builds and installs. */
export function cmakeRecipe(plan: RecipePlan): RecipeBody {
  const { cmake, languages, cuda } = plan.facts;
  const compilers = compilerLines([...(cmake?.languages ?? ['cxx']), ...languages]);
  const build = [...compilers, line('cmake'), line('ninja')];
  const needed = foundLines(cmake?.finds ?? []);
  const host = [...needed, ...optionalLines(cmake, new Set(needed.map(({ name }) => name)))];
  const tests = testsOf(plan);
  if ((cuda === undefined || cuda.cmake?.need === 'option') && !languages.includes('cuda')) {
    const requirements = {
      build: noted([downloadsTodo(cmake), withoutCuda(cuda)], requirementList(build)),
      ...(host.length > 0 && { host: requirementList(host) }),
    };
    return { build: { script: { content: new Block(SCRIPT) } }, requirements, tests, hasSource: true };
  }
  const facts: CudaFacts = {
    ...{ extensions: [], devPackages: [], fixedPaths: [] },
    ...cuda,
    builtBy: 'cmake',
  };
  return {
    build: {
      ...skipped({}, facts),
      script: {
        env: parts.architectureVariables(facts, false, plan.cuda),
        content: new Block(withLines([...cmakeCudaLines(facts, true), ...cpuVariant(facts)])),
      },
    },
    requirements: {
      build: noted([downloadsTodo(cmake), withCuda(facts)], requirementList([...build, cudaCompilerLine()])),
      host: requirementList([...host, ...parts.cudaHost(facts)]),
      run: requirementList(parts.cudaRun(facts)),
    },
    tests: [...deviceCodeTest(plan.name, facts, false), ...tests],
    hasSource: true,
  };
}

function cpuVariant(facts: CudaFacts): string[] {
  const lines = cmakeCpuLines(facts, true);
  if (lines.length === 0) return [];
  return ['if [[ "${{ cuda_compiler_version }}" == "None" ]]; then', ...indented(lines), 'fi'];
}

/** Adds lines to the script, for all variants: a source that needs CUDA has none without it. */
function withLines(lines: string[]): string {
  const [first = '', ...rest] = SCRIPT.split('\n');
  return [first, ...lines, ...rest].join('\n');
}

function testsOf({ name }: RecipePlan): YamlValue[] {
  return [
    new Remark([
      'TODO: list the installed files. This test only checks that the package contains at least one file.',
    ]),
    { package_contents: { files: ['**/*'] } },
    new Remark(['- package_contents:', '    lib:', `      - ${name}`]),
  ];
}

/** The packages of `find_package` calls. */
function foundLines(finds: readonly string[]): RequirementLine[] {
  const packages = new Map<string, RequirementLine>();
  for (const found of finds.slice(0, 100)) {
    const known = packageOfNativeLibrary(found);
    const comment = `TODO: add the package that find_package(${oneLine(found, 60)}) looks for.`;
    if (known === undefined) packages.set(`# ${found}`, { text: undefined, name: '', comment });
    else if (known !== '') packages.set(known, line(known));
  }
  return perPlatform([...packages.values()]).sort(byName);
}
