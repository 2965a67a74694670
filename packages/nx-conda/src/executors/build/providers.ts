import { pathToFileURL } from 'node:url';
import type { ResolvedEnvironments, ResolvedPackage } from '../../recipe/facts/resolved-environments';
import type { Platforms } from '../../graph/installation';
import type { Upstream } from '../built-before';
import { ExplainedError } from '../../explained-error';

/**
 * Under strict channel priority, the solver silently takes a requirement that the workspace's version cannot satisfy
 * from a later channel: the build would succeed with the wrong package.
 * @throws ExplainedError that names both versions.
 */
export function checkProviders(
  resolved: ResolvedEnvironments,
  upstream: Upstream[],
  platforms: Platforms,
): void {
  const taken = [
    ...resolved.build.map((record) => ({ record, platform: platforms.build })),
    ...resolved.host.map((record) => ({ record, platform: platforms.target })),
  ];
  for (const { record, platform } of taken) checkProvider(record, platform, upstream);
}

function checkProvider(taken: ResolvedPackage, platform: string, upstream: Upstream[]): void {
  const providers = upstream.filter((project) => hasPackage(project, taken.name, platform));
  if (providers.length === 0 || providers.some(({ folder }) => isFrom(taken, folder))) return;
  const wanted = providers
    .map(({ project, packages }) => describe(project, packages, taken.name))
    .join(' or ');
  throw new ExplainedError(
    `The build used ${taken.name} ${taken.version} from ${taken.channel}, not the workspace's version ${wanted}.`,
    [
      `A requirement of the recipe or of one of its dependencies excludes the workspace's version of ${taken.name}. Change this requirement, or the version in the workspace.`,
      `If the build should use the channel's package, rename the workspace's package.`,
    ],
  );
}

/** A recipe that builds for another platform provides nothing for this environment. */
function hasPackage({ packages }: Upstream, name: string, platform: string): boolean {
  return packages.some((own) => own.name === name && [platform, 'noarch'].includes(own.subdir));
}

function isFrom({ channel }: ResolvedPackage, folder: string): boolean {
  return channel.replace(/\/$/, '') === pathToFileURL(folder).href;
}

function describe(project: string, packages: Upstream['packages'], name: string): string {
  const versions = packages
    .filter((own) => own.name === name)
    .map(({ version, buildString }) => `${version} ${buildString}`);
  return `${[...new Set(versions)].join(', ')} (project ${project})`;
}
