import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { TestWorkspace } from '../test-workspace';

/** A workspace that is the folder `workspace` of a larger git repository, its home. */
export function workspaceInRepository(engine: Record<string, string> = {}): TestWorkspace {
  const workspace = new TestWorkspace(engine);
  workspace.delete('.git');
  writeFileSync(join(workspace.home, '.gitignore'), 'nx-cache\ncache\nrattler-cache\ngraph.json\n');
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: workspace.home });
  return workspace;
}
