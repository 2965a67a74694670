import { nodesIn, textOf } from '../../python/calls';
import type { Expression, Statement } from '../../python/syntax';
import { type EnvironmentRead, readsOf } from './environment-reads';
import type { BuildFile } from '../../python-project/build-code';

/** The text of a flag around an architecture: `-arch=`, `compute_`. */
const FLAG =
  /(?:^|[^\w-])-?-?(?:gpu-)?(?:arch|gencode|code)(?:itecture)?=?$|(?:compute|sm)_$|CUDA_ARCHITECTURES/;
const MAX_ROUNDS = 4;
/** Far more than any build has. */
const MAX_READS = 40;
const MAX_NODES = 50_000;

/**
 * The environment variable that is a part of a flag for architectures, directly or by other names: for builds that
 * call nvcc in ways that cannot be followed.
 */
export function flowingVariable(
  files: readonly BuildFile[],
  reads: readonly EnvironmentRead[],
): EnvironmentRead | undefined {
  return reads
    .slice(0, MAX_READS)
    .find(({ name, file }) => reachesFlag(name, files.includes(file) ? [file] : files));
}

function reachesFlag(variable: string, files: readonly BuildFile[]): boolean {
  const nodes = files.flatMap(({ statements }) => nodesIn(statements)).slice(0, MAX_NODES) as Node[];
  const names = new Set<string>();
  const isTold = (node: Node) =>
    readsOf(node as Expression).includes(variable) || (node.kind === 'name' && names.has(node.name));
  const tells = (value: object) => (nodesIn(value) as Node[]).some(isTold);
  for (let round = 0, before = -1; round < MAX_ROUNDS && names.size > before; round++) {
    before = names.size;
    for (const node of nodes) for (const name of namesSetBy(node, tells)) names.add(name);
  }
  return nodes.some((node) => isFlag(node) && tells(node));
}

type Node = Expression | Statement;

/** `names = value`, `for names in value` */
function namesSetBy(node: Node, tells: (value: object) => boolean): string[] {
  switch (node.kind) {
    case 'assign':
      return tells(node.value) ? node.targets.flatMap(namesIn) : [];
    case 'for':
    case 'comprehension':
      return tells(node.of) ? namesIn(node.target) : [];
    case 'function':
      return node.name !== '' && node.body.some((one) => one.kind === 'return' && tells(one.value))
        ? [node.name]
        : [];
    default:
      return [];
  }
}

function namesIn(target: Expression): string[] {
  return (nodesIn(target) as Expression[]).flatMap((one) => (one.kind === 'name' ? [one.name] : []));
}

/** An operation, or f-string, with the text of such a flag. */
function isFlag(node: Node): boolean {
  const parts = partsOf(node);
  return parts.some((part) => FLAG.test((textOf(part) ?? '').replace(/[=]?(?:%s|\{\w*\}).*$/s, '')));
}

function partsOf(node: Node): Expression[] {
  if (node.kind === 'binary') return [node.left, node.right];
  if (node.kind === 'format') return node.parts;
  if (node.kind === 'list') return node.items;
  return node.kind === 'call' && node.callee.kind === 'attribute' ? [node.callee.of, ...node.args] : [];
}
