import type { Workspace } from '../../../../tools/workspace';
import { named } from './change';
import type { Place } from './place';
import { changes, line, reads } from './reads';

// Nested projects, their names and options, submodules and git.

const PROJECT = (options: object) => JSON.stringify({ targets: { 'conda-build': { options } } }, null, 2);

function submodule(place: Place): void {
  place.write('OUTSIDE/sub/f.txt', line(0));
  place.git('OUTSIDE/sub', 'init', '--quiet', '--initial-branch', 'main');
  place.git('OUTSIDE/sub', 'add', '--all');
  place.git('OUTSIDE/sub', 'commit', '--quiet', '--message', 'start');
  place.git(
    '../..',
    '-c',
    'protocol.file.allow=always',
    'submodule',
    '--quiet',
    'add',
    '--force',
    place.path('OUTSIDE/sub'),
    place.text('third/NAME'),
  );
}

/** A commit in the checked out submodule: a new gitlink in the workspace. */
function bump(place: Place, round: number): void {
  place.write('../../third/NAME/f.txt', line(round));
  place.git('../../third/NAME', 'commit', '--quiet', '--all', '--message', `round ${round}`);
}

function tag(workspace: Workspace, round: number): void {
  workspace.git('commit', '--quiet', '--allow-empty', '--message', `For r${round}`);
  workspace.git('tag', '--annotate', '--message', 'x', `r${round}`);
}

export const projects = named('projects', [
  reads('a file of a project within the recipe', {
    file: 'inner/x.txt',
    files: {
      'inner/recipe.yaml':
        'package: {name: inner-of-NAME, version: "1"}\nbuild: {noarch: generic, script: echo}\n',
      'inner/project.json': '{"name": "inner-of-NAME"}',
    },
  }),
  reads('a file of a JavaScript project within the recipe', {
    file: 'js/src/x.txt',
    files: { 'js/project.json': '{"name": "js-of-NAME"}' },
  }),
  reads("a file in another recipe's folder", {
    file: '../neighbour-of-NAME/x.txt',
    script: 'cat $RECIPE_DIR/../neighbour-of-NAME/x.txt',
    files: {
      '../neighbour-of-NAME/recipe.yaml':
        'package: {name: neighbour-of-NAME, version: "1"}\nbuild: {noarch: generic, script: echo}\n',
    },
  }),
  reads('a recipe whose project is named like the folder of another, one', {
    file: 'f.txt',
    files: { 'project.json': '{"name": "ros"}' },
  }),
  reads('a recipe whose project is named like the folder of another, two', {
    file: 'f.txt',
    files: { 'project.json': '{"name": "ros/core"}' },
  }),
  reads('a recipe whose project is named like the subdir of another', {
    file: 'f.txt',
    files: { 'project.json': '{"name": "ros/noarch"}' },
  }),
  reads('a recipe whose project has a scope', {
    file: 'f.txt',
    files: { 'project.json': '{"name": "@org/[x]"}' },
  }),
  reads('a feedstock with recipe/ in it', {
    folder: 'stocks/NAME-feedstock/recipe',
    file: 'f.txt',
    script: 'cat $RECIPE_DIR/f.txt',
  }),
  reads('a file beside the folder recipe/ of a feedstock', {
    folder: 'stocks/NAME-feedstock/recipe',
    source: '{path: ..}',
    file: '../f.txt',
    script: 'cat f.txt',
  }),
  changes(
    'a nested clone that is a source',
    {
      source: '{path: nested}',
      script: 'cat f.txt',
      then: (place) => {
        place.git('nested', 'init', '--quiet');
        place.write('nested/f.txt', line(0));
        place.git('nested', 'add', '--all');
        place.git('nested', 'commit', '--quiet', '--message', 'start');
      },
    },
    (place, round) => {
      place.write('nested/f.txt', line(round));
      place.git('nested', 'commit', '--quiet', '--all', '--message', `round ${round}`);
    },
  ),
  changes(
    'a submodule that is a source',
    { source: '{path: ../../third/NAME}', script: 'cat f.txt', then: submodule },
    bump,
  ),
  changes(
    'an option in project.json',
    { files: { 'project.json': PROJECT({ excludeNewer: '2026-01-01' }) }, script: 'echo', expected: 'may' },
    (place, round) => place.write('project.json', PROJECT({ excludeNewer: `2026-01-0${round + 1}` })),
  ),
  changes(
    'a tag of the workspace, where git.* asks for it',
    {
      script: 'echo ${{ git.latest_tag(".") }}',
      then: ({ workspace }) => {
        workspace.commit('First');
        tag(workspace, 0);
      },
      hidden: true,
    },
    ({ workspace }, round) => tag(workspace, round),
  ),
  reads('what git.* asks for', { file: 'f.txt', script: 'echo ${{ git.head_rev(".") }}', expected: 'may' }),
]);
