import { bubblewrapArguments } from './bubblewrap-arguments';

it('puts what lies deeper over what lies higher, and into an empty folder what belongs there', () => {
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

it('takes from root the right to list closed folders', () => {
  const args = bubblewrapArguments({ mounts: [], closed: [], heedsPermissions: true });
  expect(args).toEqual(expect.arrayContaining(['CAP_DAC_OVERRIDE', 'CAP_DAC_READ_SEARCH']));
});
