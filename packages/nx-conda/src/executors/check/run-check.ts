import type { ExecutorContext } from '@nx/devkit';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import pc from 'picocolors';
import { COMMENT_RULES, type Severities } from '../../checks/check';
import type { Finding } from '../../checks/finding';
import type { CheckRequest } from '../../checks/read-subject';
import { RULES } from '../../checks/rules';
import { withDocsFolder } from '../../docs-folder';
import { findEngine } from '../../engine/find';
import { pluginVersion } from '../../graph/built-with';
import { findingsGithub } from '../../checks/print/findings-github';
import { findingsJson } from '../../checks/print/findings-json';
import { findingsSarif } from '../../checks/print/findings-sarif';
import { findingsSummary, findingsText } from '../../checks/print/findings-text';
import { CheckedWorkspace, findingsOf, severitiesOf } from './check-project';
import { diffOf, fixProject, remarks, writeChanged } from './fix-project';
import type { CheckExecutorOptions } from './options.schema';

/** The result of checking a project. */
export interface CheckResult {
  success: boolean;
  /** Shown to the user; without a line end. */
  output: string;
}

/** Checks one project, and fixes it if the options ask for it. */
export async function runCheck(
  project: string,
  options: CheckExecutorOptions,
  { workspace, context }: { workspace: CheckedWorkspace; context: ExecutorContext },
): Promise<CheckResult> {
  const request = await workspace.requestFor(project, options);
  const folder = posix.dirname(request.recipePath);
  const severities = severitiesOf(options, context.nxJsonConfiguration, folder);
  const { findings, log } = options.fix
    ? await runFixes(request, severities, options)
    : { findings: await findingsOf(request, severities), log: [] };
  const report = reportOf(findings, {
    project,
    recipe: request.recipePath,
    options,
    target: context.targetName,
    root: context.root,
  });
  const file = options.outputFile?.replaceAll('{projectName}', project);
  if (file !== undefined) await writeReport(join(context.root, file), report);
  const failing = options.failOn === 'warning' ? ['error', 'warning'] : ['error'];
  return {
    success: !findings.some(({ severity }) => failing.includes(severity)),
    output: [...log, ...(file === undefined ? [report] : [])].filter((part) => part !== '').join('\n'),
  };
}

async function runFixes(
  request: CheckRequest,
  severities: Severities,
  { rattlerBuild: configured, targetPlatform, dryRun }: CheckExecutorOptions,
): Promise<{ findings: Finding[]; log: string[] }> {
  const { workspaceRoot } = request;
  // Searched for, never downloaded.
  const engine = await findEngine({ configured, workspaceRoot, env: process.env });
  const result = await fixProject(request, { severities, engine, targetPlatform });
  if (dryRun) {
    const refused = remarks({ ...result, applied: [] }, engine);
    const log = [...(await diffOf(workspaceRoot, result.changed)), ...refused];
    return { findings: result.findings, log: log.length > 0 ? [...log, 'Remaining findings:'] : [] };
  }
  await writeChanged(workspaceRoot, result.changed);
  return { findings: result.findings, log: remarks(result, engine) };
}

interface Reported {
  project: string;
  recipe: string;
  options: CheckExecutorOptions;
  target: string | undefined;
  /** Of the workspace. */
  root: string;
}

function reportOf(findings: Finding[], { project, recipe, options, target, root }: Reported): string {
  switch (options.format) {
    case 'json':
      return findingsJson(findings, project, recipe);
    case 'sarif':
      return findingsSarif(findings, [...RULES, ...commentRules()], { version: pluginVersion, project });
    case 'github':
      return findingsGithub(findings);
    default:
      return withDocsFolder(
        terminalReport(findings, recipe, `nx run ${project}:${target ?? 'conda-check'}`),
        root,
      );
  }
}

function terminalReport(findings: Finding[], recipe: string, command: string): string {
  // Nx requests colors even in a pipe.
  const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);
  const text = findingsText(findings, colors);
  if (text === '') return findingsSummary(findings, recipe, command);
  const pages = 'For details of a rule, see node_modules/nx-conda/docs/checks/<rule>.md';
  return `${text}\n\n${findingsSummary(findings, recipe, command)}\n${pages}`;
}

function commentRules() {
  return Object.entries(COMMENT_RULES).map(([id, summary]) => ({
    id,
    summary,
    severity: 'warning' as const,
  }));
}

async function writeReport(file: string, report: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${report}\n`);
}
