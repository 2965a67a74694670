import type { ErrorFinder, ErrorKind, ReportedError } from './reported-error';

interface Frame {
  file: string;
  line: string;
}

const FRAME = /^\s*File "(.+)", line (\d+)/;
/** `KeyError: 'x'`, `subprocess.CalledProcessError: ...`, or only the name of a class that is an error. */
const EXCEPTION =
  /^\s*((?:\w+\.)*[A-Z]\w*(?:: \S.*)|(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Failed|Failure))$/;
const BUILD_META = /setuptools.build_meta\.py$/;
const LONGEST = 500;

/** Uncaught exceptions of Python, each with the file and the line that a user can change. */
export const pythonErrors: ErrorFinder = (lines) =>
  lines.flatMap((line, at) => {
    const found = /^\s*Traceback \(most recent call last\):$/.test(line)
      ? tracebackAt(at, lines)
      : syntaxErrorAt(at, lines);
    return found ? [found] : [];
  });

/** A file that Python cannot parse is shown with its line and a caret, without a traceback. */
function syntaxErrorAt(start: number, lines: readonly string[]): ReportedError | undefined {
  const [, file, number] = /^\s*File "(.+)", line (\d+)$/.exec(lines[start] ?? '') ?? [];
  if (file === undefined) return undefined;
  const below = lines.slice(start + 1, start + 5);
  const found = below.findIndex((line) => /^\s*(?:Syntax|Indentation|Tab)Error: /.test(line));
  if (found < 0) return undefined;
  return { at: start, text: `${file}:${number}: ${below[found]?.trim()}`, kind: 'source' };
}

/** Other lines may stand between those of a traceback, because rattler-build reads stdout and stderr separately. */
function tracebackAt(start: number, lines: readonly string[]): ReportedError | undefined {
  const indent = indentOf(lines[start] ?? '');
  const frames: Frame[] = [];
  for (let at = start + 1; at < Math.min(lines.length, start + LONGEST); at++) {
    const line = lines[at] ?? '';
    const [, file, number] = FRAME.exec(line) ?? [];
    if (file !== undefined && number !== undefined) frames.push({ file, line: number });
    else if (/^\s*Traceback \(most/.test(line)) return undefined;
    else if (indentOf(line) === indent && EXCEPTION.test(line))
      return { at, text: withPlace(frames, line.trim()), kind: kindOf(frames, line) };
  }
  return undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function withPlace(frames: Frame[], exception: string): string {
  const frame = tellingFrame(frames);
  return frame ? `${frame.file}:${frame.line}: ${exception}` : exception;
}

/** The innermost frame of the user's own code; otherwise of an installed package; otherwise the innermost one. */
function tellingFrame(frames: Frame[]): Frame | undefined {
  const named = frames.map((frame, index) =>
    isSetupPy(index, frames) ? { ...frame, file: 'setup.py' } : frame,
  );
  return (
    named.findLast(({ file }) => isOwn(file)) ??
    named.findLast(({ file }) => isInstalled(file)) ??
    named.at(-1)
  );
}

/** setuptools runs the text of setup.py, whose frame then has no name; without a setup.py, a text of one line. */
function isSetupPy(index: number, frames: Frame[]): boolean {
  const { file, line } = frames[index] ?? {};
  return file === '<string>' && line !== '1' && BUILD_META.test(frames[index - 1]?.file ?? '');
}

function isOwn(file: string): boolean {
  return !/[\\/]lib[\\/](?:python[\d.]+[\\/])?|^<|conda_build_script\.py$/.test(file);
}

function isInstalled(file: string): boolean {
  return (
    /site-packages/.test(file) &&
    !/site-packages.(?:pip|setuptools|pyproject_hooks|build).|_pytest./.test(file)
  );
}

function kindOf(frames: Frame[], exception: string): ErrorKind {
  const tellsOfOther = /CalledProcessError|SubprocessError|BackendUnavailable|returned non-zero|SystemExit/;
  const isPip = frames.every(({ file }) => !isOwn(file) && !isInstalled(file));
  const isSetup = frames.some((_, index) => isSetupPy(index, frames));
  if (tellsOfOther.test(exception) || (isPip && frames.some(({ file }) => /site-packages.pip./.test(file))))
    return isSetup && !tellsOfOther.test(exception) ? 'exception' : 'consequence';
  return 'exception';
}
