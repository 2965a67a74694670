import type { Colors } from 'picocolors/types';
import { alignColumns } from '../../record/align-columns';
import type { RenderReport, ReportedOutput, ReportedRequirement } from './render-report';

/** The readable report: a heading, and a table of requirements for every output and variant. */
export function renderTable(report: RenderReport, colors: Colors): string {
  const blocks = report.outputs.map((output) => outputBlock(output, colors));
  return [heading(report, colors), ...(blocks.length > 0 ? blocks : [nothing(report)])].join('\n\n');
}

function heading({ recipe, platform, engine, exact, reason, unresolved = [] }: RenderReport, colors: Colors) {
  if (exact) return `${recipe} on ${platform}, as rattler-build ${engine?.version} renders it`;
  return [
    colors.bold(colors.yellow(`${recipe} on ${platform}: NOT RENDERED. The list below is an approximation.`)),
    'The list comes from the text of the recipe: it combines all branches of all conditions, and all variants, and has no build strings.',
    unresolved.length > 0
      ? 'The list may contain too many packages, and may lack packages whose names were not evaluated.'
      : 'The list may contain too many packages, never too few.',
    ...(reason === undefined ? [] : [reason]),
    ...unresolved.map((one) => `Not evaluated: ${one}`),
  ].join('\n');
}

function nothing({ exact, platform }: RenderReport): string {
  return exact
    ? `The recipe builds nothing on ${platform}: all outputs are skipped.`
    : 'No output was found in the text of the recipe.';
}

function outputBlock({ requirements, ...output }: ReportedOutput, colors: Colors): string {
  const { name, version, buildString, subdir, variant } = output;
  const title = [name, version, buildString].filter(Boolean).join(' ');
  const values = Object.entries(variant).map(([key, value]) => `${key}=${value}`);
  return [
    `${colors.bold(title)}  ${colors.dim(subdir)}`,
    ...(values.length > 0 ? [`  variant: ${values.join(', ')}`] : []),
    ...(requirements.length > 0 ? requirementLines(requirements, colors) : ['  no requirements']),
  ].join('\n');
}

function requirementLines(requirements: ReportedRequirement[], colors: Colors): string[] {
  const cells = requirements.map(({ kind, spec, providers }) => [kind, spec, providers.join(', ')]);
  const [titles = '', ...lines] = alignColumns([['kind', 'requirement', 'project'], ...cells]);
  return [colors.dim(`  ${titles}`), ...lines.map((line) => `  ${line}`)];
}
