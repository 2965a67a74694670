import { TempWorkspace } from './temp-workspace.fixture';
import { nxCommand } from './nx-command';

it.each([
  ['an npm package', { 'package.json': '{}', nx: '' }, 'npx nx', 'npx nx'],
  ["Nx's own wrapper script", { nx: '' }, './nx', 'nx.bat'],
  ['neither', {}, 'npx nx', 'npx nx'],
])('runs Nx in a workspace with %s', (_, files, elsewhere, onWindows) => {
  const { root } = new TempWorkspace(files);
  expect(nxCommand(root, 'linux')).toBe(elsewhere);
  expect(nxCommand(root, 'win32')).toBe(onWindows);
});
