import { isBuiltWith } from '../../knowledge/build-backends';
import { parseRequirements } from '../requirements/parse-requirement';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import { versionOfModule } from './pyproject-version';
import type { Table } from './toml';

/** Facts from flit's own tables and the module: version and summary. Undefined if flit is not the backend. */
export function flitDistribution(table: Table, source: SourceFolder, file: string): Distribution | undefined {
  const isFlit = isBuiltWith('flit_core', table.string('build-system.build-backend'));
  if (!isFlit && !table.has('tool.flit')) return undefined;
  const metadata = table.table('tool.flit.metadata');
  const module =
    metadata.string('module') ?? table.string('tool.flit.module.name') ?? table.string('project.name') ?? '';
  const scripts = table.table('tool.flit.scripts');
  const requires = metadata.strings('requires');
  return {
    file,
    name: metadata.string('dist-name') ?? metadata.string('module'),
    version: versionOfModule(module.replaceAll('.', '/').replaceAll('-', '_'), source, ['', '__version__']),
    homepage: metadata.string('home-page'),
    license: metadata.string('license'),
    classifiers: metadata.strings('classifiers'),
    ...(requires && { requires: parseRequirements(requires).requires }),
    requiresPython: metadata.string('requires-python'),
    ...(scripts.keys.length > 0 && {
      entryPoints: scripts.keys.map((name) => `${name} = ${scripts.string([name]) ?? ''}`),
    }),
    unread: [],
  };
}
