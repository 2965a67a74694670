import { branches, child, textOf } from '../recipe/yaml/nodes';
import { isShared, type Level } from '../recipe/parts/outputs';
import type { Subject } from './subject';

/** A wheel that a package takes its compiled code from. */
export interface RepackedWheel {
  /** The CUDA in its name, `12.6`, or `12`; undefined if it names none. */
  cuda: string | undefined;
}

const WHEEL = /[^\s"'=]*\.whl\b/g;

/** The wheel that a level repacks: its source, or what its script installs or unpacks. */
export function repackedWheel(
  { sources, scripts, levels }: Pick<Subject, 'sources' | 'scripts' | 'levels'>,
  level: Level,
): RepackedWheel | undefined {
  const shared = levels.filter((other) => isShared(other, level));
  const names = sources
    .filter((source) => shared.includes(source.level))
    .flatMap(({ location, node }) => [...branches(location), child(node, 'file_name')])
    .map((node) => textOf(node) ?? '');
  const commands = scripts
    .filter((script) => shared.includes(script.level) && !makesWheel(script.commands))
    .map((script) => script.commands);
  const found = [...names, ...commands].flatMap((text) => text.match(WHEEL) ?? []);
  // `dist/*.whl` is what the script has built.
  const wheels = found.filter((name) => !/\*/.test(name) || /cu\d|linux|win/.test(name));
  return wheels.length === 0 ? undefined : { cuda: wheels.map(cudaOf).find((cuda) => cuda !== undefined) };
}

/** Whether a script builds the wheel itself. */
function makesWheel(commands: string): boolean {
  return /\bpip3?\s+wheel\b|-m build\b|bdist_wheel|\bmaturin build\b|\bbazel\b/.test(commands);
}

/** `x-1.4+cu126-cp311…`, `x_cu12-1.4…` */
function cudaOf(wheel: string): string | undefined {
  const [, major, minor] = /[-_+.]cu(?:da)?(\d{2})(\d)?(?!\d)/i.exec(wheel) ?? [];
  return major && (minor === undefined ? major : `${major}.${minor}`);
}
