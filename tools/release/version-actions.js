// `nx release version` for the package of the plugin. @nx/js, which has the same for all packages of npm, needs another
// release of Nx.
const { VersionActions } = require('nx/release');

class PackageVersionActions extends VersionActions {
  validManifestFilenames = ['package.json'];

  async readCurrentVersionFromSourceManifest(tree) {
    const manifestPath = `${this.projectGraphNode.data.root}/package.json`;
    return { currentVersion: JSON.parse(tree.read(manifestPath, 'utf8')).version, manifestPath };
  }

  /** The version is in package.json. */
  async readCurrentVersionFromRegistry() {
    return null;
  }

  /** No other package of this workspace is published. */
  async readCurrentVersionOfDependency() {
    return { currentVersion: null, dependencyCollection: null };
  }

  async updateProjectDependencies() {
    return [];
  }

  async updateProjectVersion(tree, newVersion) {
    return this.manifestsToUpdate.map(({ manifestPath }) => {
      const manifest = JSON.parse(tree.read(manifestPath, 'utf8'));
      tree.write(manifestPath, `${JSON.stringify({ ...manifest, version: newVersion }, undefined, 2)}\n`);
      return `✍️  New version ${newVersion} written to manifest: ${manifestPath}`;
    });
  }
}

module.exports = PackageVersionActions;
