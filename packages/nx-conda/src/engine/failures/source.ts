import { posix } from 'node:path';
import type { FailureRule } from './failure-rule';

const DOWNLOAD = /^Downloading from: (\S+)/gm;

/** A source could not be fetched, verified or patched. */
export const sourceFailures: FailureRule[] = [
  {
    pattern: /failed to canonicalize path `([^`]+)`: No such file/,
    within: 'error',
    explain: ([, path = '']) => ({
      what: `The source folder ${path} does not exist.`,
      steps: [
        'Correct source.path. The path is relative to the folder of the recipe.',
        'If the folder is in a git submodule, run git submodule update --init',
      ],
      mentions: [posix.basename(path)],
    }),
  },
  {
    pattern: /Error: {3}[×x] File not found: (\S+)/,
    within: 'error',
    explain: ([, path = '']) => ({
      what: `The source ${path} does not exist.`,
      steps: ['Correct source.url in the recipe.'],
      mentions: [posix.basename(path)],
    }),
  },
  {
    pattern: /Failed to extract archive: (.*)/,
    within: 'error',
    explain: ([, reason = ''], { text }) => ({
      what: `${lastIn(text, DOWNLOAD) ?? 'A source'} is not an archive that rattler-build can unpack: ${reason.trim()}.`,
      steps: [
        'Inspect the file behind the URL: a server may have sent an error page.',
        'If the file is not an archive, set source.file_name: rattler-build then copies the file.',
      ],
      mentions: ['url:'],
    }),
  },
  {
    pattern: /(sha256|md5) checksum validation failed for "?(.*?)"? +expected: +(\w+) +actual: +(\w+)/,
    within: 'error',
    explain: ([, hash, file = '', expected, actual]) => ({
      what: `The source ${file.replace(/^.*src_cache\/[0-9a-f]+_/, '')} does not match the recipe: its ${hash} is ${actual}, but the recipe expects ${expected}.`,
      steps: [
        `If you changed the version or the URL, replace the ${hash} in the recipe with ${actual}. For the next version, run nx g nx-conda:bump <project> --to <version>, which changes the version and the ${hash} together.`,
        'If you changed nothing, download the URL of the source yourself, and inspect the file: a proxy may have sent an error page instead. rattler-build has deleted its own download.',
        'If the server now has a different file, find out why before you trust the new file.',
      ],
      ...(expected !== undefined && { mentions: [expected] }),
    }),
  },
  {
    pattern: /Git commit mismatch: expected commit '(\w+)' but got '(\w+)' for revision '([^']+)'/,
    within: 'error',
    explain: ([, expected, actual, revision]) => ({
      what: `The git revision ${revision} points to commit ${actual}, but the recipe expects commit ${expected}.`,
      steps: [
        `If you changed the tag in the recipe, write the new commit into expected_commit.`,
        'If you changed nothing, the tag or branch has moved: find out why before you trust the new commit.',
      ],
      ...(expected !== undefined && { mentions: [expected] }),
    }),
  },
  {
    pattern: /Patch file not found: (\S+)/,
    within: 'error',
    explain: ([, patch = '']) => ({
      what: `The patch ${patch} does not exist.`,
      steps: [
        'Correct the path in source.patches. The path is relative to the folder of the recipe.',
        'If the patch exists on another machine, run git status --ignored there: the patch may not be committed.',
      ],
      mentions: [posix.basename(patch)],
    }),
  },
  {
    pattern: /Patch application error: (.*?)(?: +Hunk content:| *$)/m,
    within: 'error',
    explain: ([, reason], { text }) => ({
      what: `${lastIn(text, /^Applying patch: (\S+)/gm) ?? 'A patch'} does not apply: ${reason}.`,
      mentions: [posix.basename(lastIn(text, /^Applying patch: (\S+)/gm) ?? '')],
      steps: [
        'Recreate the patch: make its changes in a git checkout of this version of the source, and save the output of git diff as the patch file.',
        'Check that the patch was made for the version of the source that the tag or sha256 in the recipe selects.',
      ],
    }),
  },
  {
    pattern: /could not find a branch, tag, or commit named `([^`]+)` in `([^`]+)`/,
    within: 'error',
    explain: ([, revision = '', url]) => ({
      what: `The git repository ${url} has no branch, tag or commit ${revision}.`,
      steps: [
        `Correct the tag, branch or rev of the source. To list the tags, run git ls-remote --tags ${url}`,
      ],
      mentions: [revision],
    }),
  },
  {
    pattern: /Git fetch failed: failed to fetch (\S+): (.*)/,
    within: 'error',
    explain: ([, url = '', reason = '']) => ({
      what: `Could not fetch the git repository ${url}: ${reason.replace(/^fatal: /, '').trim()}`,
      steps: [
        `To test the access, run git ls-remote ${url}`,
        'If the repository is private, set up a credential helper or an SSH key for git on this machine.',
        'If this machine cannot reach the server, set a mirror with git config --global url.<mirror>.insteadOf <original>',
      ],
      mentions: [posix.basename(url).replace(/\.git$/, '')],
    }),
  },
  {
    pattern: /Failed to download from URL: (.*)/,
    within: 'error',
    explain: ([, reason], { text }) => ({
      what: `Could not download ${lastIn(text, DOWNLOAD) ?? 'a source'}: ${reason}.`,
      mentions: ['url:'],
      steps: [
        'To check that the URL is correct and the version is published, open the URL in a browser.',
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or add the URL of a mirror to the recipe: source.url may be a list.',
      ],
    }),
  },
];

function lastIn(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1];
}
