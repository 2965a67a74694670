import { withoutComments } from '../recipe/parts/scripts';

/** How a setup.py decides whether to compile for CUDA where there is no GPU. */
export interface GpuDecision {
  /** Environment variables, any of which turns CUDA on. */
  variables: { name: string; value: string }[];
  /** The place that decides against CUDA without a GPU, whatever the environment: `setup.py:12`. */
  needsGpu?: string | undefined;
  /** The place that asks for a GPU, if it is unknown whether it decides. */
  mayNeedGpu?: string | undefined;
}

const PROBE = /\bcuda\.(?:is_available|device_count)\(|["']nvidia-smi\b/;
const READ = /\b(?:getenv\(|environ(?:\.get\(|\[))\s*["'](\w{1,100})["']/g;
const TURNS_ON = /CUDA|GPU/;
const TURNS_OFF = /SKIP|(^|_)NO(_|$)|DISABLE|WITHOUT|CPU|ARCH/;
/** A setup.py that compiles for CUDA in some cases. */
const COMPILES = /\bCUDAExtension\b|\.cu["']|\bnvcc\b/;
const MAX_LINES = 5000;
const MAX_STATEMENT = 10;

/** Reads the first condition of a setup.py that asks for a GPU. @param name to show */
export function gpuDecision(name: string, text: string): GpuDecision | undefined {
  const lines = withoutComments(text).split('\n').slice(0, MAX_LINES);
  const at = lines.findIndex((line) => PROBE.test(line));
  if (at < 0 || !COMPILES.test(text)) return undefined;
  const statement = lines.slice(Math.max(0, at - 1), at + MAX_STATEMENT);
  const condition = statement.slice(0, endOf(statement)).join('\n');
  const ofNames = lines.flatMap((line) => {
    const [, given = ''] = /^\s*(\w{1,100})\s*=/.exec(line) ?? [];
    return new RegExp(`\\b${given}\\b`).test(condition) && given !== '' ? readIn(line) : [];
  });
  const found = [...new Set([...readIn(condition), ...ofNames])].filter(
    (one) => TURNS_ON.test(one) && !TURNS_OFF.test(one),
  );
  const place = `${name}:${at + 1}`;
  return found.length > 0
    ? { variables: found.map((one) => ({ name: one, value: '1' })) }
    : { variables: [], mayNeedGpu: place };
}

/** The number of lines up to the end of the condition: a colon at the end of a line. */
function endOf(lines: readonly string[]): number {
  const end = lines.findIndex((line, index) => index > 0 && /:\s*$/.test(line));
  return end < 0 ? 2 : end + 1;
}

function readIn(text: string): string[] {
  return [...text.matchAll(READ)].map(([, name = '']) => name);
}
