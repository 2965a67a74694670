import { explanationOf, stepsOf } from '../../engine/failure';
import { readLog, type FailureLog } from '../../engine/failures/read-log';
import { closestName } from '../../knowledge/closest-name';
import { conditionsAround } from '../../recipe/parts/conditions';
import { platformVariables } from '../../recipe/template/platform';
import { normalizeKey } from '../../recipe/template/variant-key';
import { offsetAt } from '../../recipe/yaml/place';
import { child, textOf } from '../../recipe/yaml/nodes';
import { isMap } from 'yaml';
import type { Place } from '../../recipe/yaml/place';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { type Subject, topOf } from '../subject';

/** The error of rattler-build from the project graph; the other rules know only the text. */
export const notRendered: Rule = {
  id: 'not-rendered',
  severity: 'error',
  summary: 'rattler-build could not render the recipe',
  *check(subject) {
    const { notRendered: reason } = subject.workspace;
    if (reason !== undefined) yield problemOf(subject, reason);
  },
};

/** Errors that another machine, or another state of the repository, may not have. */
const OF_THE_MACHINE = /Environment variable|\bgit\b|--experimental|permission denied|os error/i;
const OF_THE_RECIPE = /Failed to (?:parse|render) recipe|zip.?key|Cycle detected/i;

function problemOf(subject: Subject, reason: string): Problem {
  const log = readLog(reason);
  const place = placeIn(subject, log);
  const at = place ?? topOf(subject);
  const render = 'To see the full output of rattler-build, run nx run <project>:conda-render';
  const isCertain = place !== undefined || OF_THE_RECIPE.test(log.error);
  if (!isCertain || OF_THE_MACHINE.test(log.error)) {
    const message = 'rattler-build could not render the recipe.';
    return { at, severity: 'warning', message, why: reason, help: [render] };
  }
  return {
    at,
    message: `rattler-build refuses the recipe: ${ended(log.message)}`,
    why: `No package of the recipe can be built.${conditionOf(subject, place)}`,
    help: [...stepsFor(subject, log, place), render],
  };
}

const ENGINE = { kind: 'command' as const, command: 'rattler-build', args: [], env: {}, version: '' };

function stepsFor(subject: Subject, log: FailureLog, place: Place | undefined): string[] {
  const close = place && similarName(subject, log.error, place);
  const explanation = explanationOf(log, ENGINE);
  return [
    ...(close === undefined ? [] : [`Did you mean ${close}?`]),
    ...(explanation ? stepsOf(explanation) : []),
  ];
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** rattler-build renders all variants or none. */
function conditionOf(subject: Subject, place: Place | undefined): string {
  if (place?.file !== subject.file) return '';
  const conditions = conditionsAround(subject.recipe.root, place.start).map((one) => `\`${one}\``);
  if (conditions.length === 0) return '';
  return ` This line is used only if ${conditions.join(' and ')}, but because of this error, rattler-build renders no variant at all, not even those without this line.`;
}

/** The place that rattler-build names, up to the end of its line. */
function placeIn(subject: Subject, { place = '' }: FailureLog): Place | undefined {
  const [, path = '', line = '', column = ''] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const files = [subject.file, ...subject.variantFiles.map(({ file }) => file)];
  const file = files.find((one) => path.replaceAll('\\', '/').endsWith(one.path));
  if (!file) return undefined;
  const start = offsetAt(file, Number(line), Number(column));
  const rest = /^[^\r\n]*/.exec(file.text.slice(start))?.[0] ?? '';
  return { file, start, end: start + rest.replace(/\s+#.*$/, '').trimEnd().length };
}

const WORDS = new Set('and or not in is if else true false none True False None'.split(' '));

/** A name that is close to an undefined one of the template, or of the line. */
function similarName(subject: Subject, error: string, place: Place): string | undefined {
  if (!/undefined value/.test(error)) return undefined;
  const template =
    /\(template: (.*?\}\})\)/.exec(error)?.[1] ?? place.file.text.slice(place.start, place.end);
  const known = knownNames(subject);
  const used = template.replace(/"[^"]*"|'[^']*'/g, '').matchAll(/(?<![\w.|]|\|\s)[A-Za-z_]\w*(?!\w|\s*\()/g);
  for (const [name] of used) {
    if (WORDS.has(name) || known.includes(name)) continue;
    const close = closestName(name, known);
    if (close !== undefined) return close;
  }
  return undefined;
}

function knownNames({ recipe, variants, platform }: Subject): string[] {
  const context = child(recipe.root, 'context');
  return [
    ...(isMap(context) ? context.items.map(({ key }) => textOf(key) ?? '') : []),
    ...Object.keys(variants.values).map(normalizeKey),
    ...Object.keys(platformVariables(platform)),
    ...['build_platform', 'PYTHON', 'PREFIX', 'hash'],
  ];
}
