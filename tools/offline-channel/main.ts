import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAll, buildOptions } from './build';
import { buildToolEntries } from './build-tool-entries';
import type { KeyedPackage } from './cache';
import { Cache, keyed } from './cache';
import { isCurrent, manifestOf, requireOurs, writeChannel } from './channel';
import { compilerVariants, planCompilers } from './compiler-recipes';
import { planCudaCompanions, planCudaDevelopment, planCudaRuntime, planNvccCompanions } from './cuda-recipes';
import { requireSpace } from './disk-space';
import { download } from './download';
import { entries } from './entries';
import { Failure } from './failure';
import { planIndexEntry } from './index-recipe';
import type { Machine } from './machine';
import { inspectMachine } from './machine';
import { planMarkers } from './marker-recipes';
import type { Options, Part } from './options';
import { hasNvcc } from './options';
import { requireNvccFits } from './nvcc-machine';
import { planNvcc } from './nvcc-recipes';
import { readOptions } from './options';
import type { Download, Plan } from './package-recipe';
import { planPython } from './python-recipe';
import { pytorchEntries } from './pytorch-entries';
import { planPytorch } from './pytorch-recipe';
import { run } from './run';

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Failure ? error.describe() : error);
  process.exitCode = 1;
});

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, process.env);
  const [machine, version] = await Promise.all([
    inspectMachine(options.python),
    rattlerBuildVersion(options.rattlerBuild),
  ]);
  const builder = [version, ...buildOptions].join(' ');
  if (hasNvcc(options.parts)) await requireNvccFits(machine);
  const packages = planChannel(machine, options.parts).map((plan) => keyed(plan, builder));
  await makeChannel(packages, machine, options);
}

/** Every package of the channel. The longest build is first: the others run on the other cores meanwhile. */
function planChannel(machine: Machine, parts: readonly Part[]): readonly Plan[] {
  const { executable } = machine.python;
  const pytorch = parts.includes('pytorch');
  const rows = [...(pytorch ? pytorchEntries : []), ...(hasNvcc(parts) ? buildToolEntries : []), ...entries];
  return [
    ...(pytorch ? [...planPytorch(executable), ...planCudaCompanions()] : []),
    ...planCuda(parts),
    planPython(machine.python),
    ...rows.map((entry) => planIndexEntry(entry, executable)),
    ...planCompilers(machine),
    ...planMarkers(),
  ];
}

/** PyTorch brings CUDA's libraries along, so that with nvcc, nothing of CUDA is missing. */
function planCuda(parts: readonly Part[]): readonly Plan[] {
  const pytorch = parts.includes('pytorch');
  if (!hasNvcc(parts)) return pytorch ? planCudaRuntime() : [];
  const isWhole = pytorch || parts.includes('cuda12.6');
  return [
    ...planNvcc(),
    ...(isWhole ? [...planCudaRuntime(), ...planCudaDevelopment()] : planNvccCompanions()),
  ];
}

async function makeChannel(
  packages: readonly KeyedPackage[],
  machine: Machine,
  options: Options,
): Promise<void> {
  await requireOurs(options.channel);
  const cache = new Cache(options.cache);
  if (options.prune) await cache.prune(packages);
  const manifest = manifestOf(packages, compilerVariants(machine, options.parts));
  if (await isCurrent(options.channel, manifest)) {
    console.log(`${options.channel} is up to date: ${packages.length} packages.`);
    return;
  }
  await cache.forgetLeftovers();
  const missing = await absent(packages, (planned) => cache.packageFolder(planned));
  const files = await absent(downloadsOf(missing), (file) => cache.downloadFile(file));
  await requireSpace(files, downloadsOf(missing), options.cache);
  if (files.length > 0) console.log(`Downloading ${files.length} files ...`);
  await download(files, cache, [machine.python.executable, 'python3']);
  await buildAll(missing, options.rattlerBuild, cache, (name, seconds) => {
    console.log(`Built ${name} in ${seconds.toFixed(1)} s`);
  });
  await writeChannel(options.channel, packages, manifest, cache);
  console.log(`${options.channel} has ${packages.length} packages, ${missing.length} of them built now.`);
  console.log(`  channel:  file://${options.channel}`);
  console.log(`  variants: ${join(options.channel, 'variants.json')}, after the workspace's own`);
}

/** Each file once: several packages may be made from it. */
function downloadsOf(packages: readonly KeyedPackage[]): readonly Download[] {
  const all = packages.flatMap(({ downloads }) => Object.values(downloads));
  return [...new Map(all.map((file) => [file.sha256, file])).values()];
}

async function absent<T>(items: readonly T[], place: (item: T) => string): Promise<readonly T[]> {
  const found = await Promise.all(
    items.map((item) =>
      access(place(item))
        .then(() => true)
        .catch(() => false),
    ),
  );
  return items.filter((_, index) => !found[index]);
}

async function rattlerBuildVersion(command: string): Promise<string> {
  const { ok, stdout, output } = await run(command, ['--version']);
  if (ok) return stdout.trim();
  throw new Failure(`${command} does not run: ${output.trim()}`, [
    'Install rattler-build, or name it with --rattler-build or NX_CONDA_RATTLER_BUILD.',
  ]);
}
