import type { ProjectGraph, ProjectGraphDependency, Tree } from '@nx/devkit';
import { VersionActions } from 'nx/release';
import { logger } from '../nx';
import { condaMetadata } from '../graph/conda-metadata';
import { buildNumberEdits } from '../recipe/edit/build-number';
import { applyEdits } from '../recipe/edit/edits';
import { ExplainedError } from '../explained-error';
import { type ParsedRecipe, parseRecipeToEdit } from '../recipe/parts/parse';
import { Scope } from '../recipe/parts/scope';
import { scalarEdit } from '../recipe/edit/scalar-edit';
import { toCondaVersion, toSemver } from '../recipe/edit/semver-form';
import { isCondaVersion, versionPlace } from '../recipe/edit/version-place';
import { firstPin, movePins } from './local-pins';
import { sourceWarnings } from './source-warnings';

const SEMVER = /^\d+\.\d+\.\d+(-|$)/;

/**
 * `nx release version` for a recipe: reads and writes its version, resets its build numbers and updates the pins of
 * other recipes. Nx uses semver; the recipe gets the version in conda's form.
 */
class CondaVersionActions extends VersionActions {
  validManifestFilenames = ['recipe.yaml'];
  /** Only the version's bytes change. */
  override excludeManifestsFromFormatting = true;

  async readCurrentVersionFromSourceManifest(
    tree: Tree,
  ): Promise<{ currentVersion: string; manifestPath: string } | null> {
    const manifestPath = `${this.projectGraphNode.data.root}/recipe.yaml`;
    try {
      const { current } = versionPlace(readRecipe(tree, manifestPath));
      return { currentVersion: toSemver(current), manifestPath };
    } catch (error) {
      // Nx reports every error here as a missing manifest.
      if (error instanceof ExplainedError) logger.error(error.format());
      throw error;
    }
  }

  /**
   * A workspace may have many channels, and Nx's options name an npm registry: the version is in the recipe, or in a
   * git tag.
   */
  async readCurrentVersionFromRegistry(): Promise<null> {
    return null;
  }

  /** Accepts every version that conda can compare; `patch` and the like need a semver version. */
  override async calculateNewVersion(
    ...[current, input, reason, data, preid]: Parameters<VersionActions['calculateNewVersion']>
  ): Promise<{ newVersion: string; logText: string }> {
    const isForNx = SEMVER.test(input) && SEMVER.test(current ?? '');
    if (isCondaVersion(input) && !isForNx) {
      return { newVersion: input, logText: `❓ Applied the version ${input} as given` };
    }
    if (current !== null && !SEMVER.test(current)) throw noSemver(this.projectGraphNode.name, current, input);
    return super.calculateNewVersion(current, input, reason, data, preid);
  }

  /** The edges between recipes are implicit; Nx would leave them out. */
  override async readDependencies(_tree: Tree, graph: ProjectGraph): Promise<ProjectGraphDependency[]> {
    return (graph.dependencies[this.projectGraphNode.name] ?? []).filter(({ target }) =>
      providesOf(graph, target),
    );
  }

  async readCurrentVersionOfDependency(
    tree: Tree,
    graph: ProjectGraph,
    dependency: string,
  ): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const [manifest] = this.manifestsToUpdate;
    const names = providesOf(graph, dependency);
    const pin = manifest && names && firstPin(new Scope(readRecipe(tree, manifest.manifestPath)), names);
    return { currentVersion: pin?.constraint ?? null, dependencyCollection: pin?.section ?? null };
  }

  async updateProjectVersion(tree: Tree, newVersion: string): Promise<string[]> {
    const version = toCondaVersion(newVersion);
    return this.manifestsToUpdate.flatMap(({ manifestPath }) => {
      const recipe = readRecipe(tree, manifestPath);
      const { scalar, current } = versionPlace(recipe);
      const { edits, remarks } = buildNumberEdits(recipe, () => 0);
      const numbers = current === version ? [] : edits;
      tree.write(manifestPath, applyEdits(recipe.text, [scalarEdit(recipe, scalar, version), ...numbers]));
      const warnings = sourceWarnings(recipe, this.projectGraphNode.name, version);
      return [
        `✍️  New version ${version} written to manifest: ${manifestPath}`,
        ...[...remarks, ...warnings].map((line) => `⚠️  ${line}`),
      ];
    });
  }

  async updateProjectDependencies(
    tree: Tree,
    graph: ProjectGraph,
    dependencies: Record<string, string>,
  ): Promise<string[]> {
    return this.manifestsToUpdate.flatMap(({ manifestPath }) =>
      Object.entries(dependencies).flatMap(([project, wanted]) => {
        const version = toCondaVersion(wanted.replace(/^[~^=]/, ''));
        const scope = new Scope(readRecipe(tree, manifestPath));
        const { text, lines } = movePins(scope, providesOf(graph, project) ?? new Set(), {
          project,
          version,
        });
        if (text !== scope.recipe.text) tree.write(manifestPath, text);
        return lines;
      }),
    );
  }
}

/** @throws Error for Nx to print, with the next step. */
function readRecipe(tree: Tree, path: string): ParsedRecipe {
  return parseRecipeToEdit(tree.read(path, 'utf8') ?? '', path);
}

function providesOf(graph: ProjectGraph, project: string): Set<string> | undefined {
  const provides = condaMetadata(graph.nodes[project]?.data)?.provides;
  return provides && new Set(provides.map((name) => name.toLowerCase()));
}

function noSemver(project: string, current: string, input: string): ExplainedError {
  return new ExplainedError(
    `Cannot apply "${input}" to ${current}, which is not in the form major.minor.patch. To set the new version, run nx release version <version> --projects=${project}`,
  );
}

// ES modules get the class as the default export, and so does Nx.
export = CondaVersionActions;
