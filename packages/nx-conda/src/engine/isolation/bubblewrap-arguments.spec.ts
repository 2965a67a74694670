import { bubblewrapArguments } from './bubblewrap-arguments';

it('mounts deeper paths over higher ones, and contents into an empty folder', () => {
  const args = bubblewrapArguments({
    mounts: [
      { kind: 'readonly', from: '/tmp/w/recipes/a', at: '/tmp/w/recipes/a' },
      { kind: 'link', text: '../b', at: '/tmp/w/l' },
      { kind: 'writable', from: '/cache/tmp', at: '/tmp' },
      { kind: 'empty', at: '/tmp/w' },
    ],
    closed: ['/tmp/w/recipes'],
    heedsPermissions: false,
  });
  expect(args.join(' ')).toBe(
    '--die-with-parent --dev-bind / / --bind /cache/tmp /tmp --tmpfs /tmp/w --symlink ../b /tmp/w/l ' +
      '--ro-bind /tmp/w/recipes/a /tmp/w/recipes/a --dir /tmp/w/recipes --chmod 0111 /tmp/w/recipes --',
  );
});

it('drops the right of root to list closed folders', () => {
  const args = bubblewrapArguments({ mounts: [], closed: [], heedsPermissions: true });
  expect(args).toEqual(expect.arrayContaining(['CAP_DAC_OVERRIDE', 'CAP_DAC_READ_SEARCH']));
});
