import { shownLine } from './shown-line';

const build = { root: '/cache/build/0a', isKeptOnFailure: true };
const test = { root: '/tmp/nx-conda-test-x', isKeptOnFailure: false };

describe('a line that is shown', () => {
  it.each([
    'Artifact: /cache/build/0a/channel/noarch/x-1-0.conda (1.86 KiB)',
    "Archive written to '/cache/build/0a/channel/noarch/x-1-0.conda'",
    "Creating target folder '/cache/build/0a/channel/noarch'",
    'Creating empty build folder "/cache/build/0a/channel/linux-64"',
    '   - file:///cache/build/0a/channel/',
  ])('is not where a package is only for a while: %s', (line) =>
    expect(shownLine(line, build)).toBeUndefined(),
  );

  it('names no folder that is gone after the build', () => {
    expect(shownLine('Loading variant config from: /cache/build/0a/variant-0.json', build)).toBe(
      'Loading variant config from: variant-0.json',
    );
    expect(shownLine('Extracting to /cache/build/0a/channel/src_cache/x', build)).toBe(
      'Extracting to $OUTPUT_DIR/src_cache/x',
    );
  });

  it.each([
    '  Work directory: /cache/build/0a/channel/bld/rattler-build_x/work',
    '  cd "/cache/build/0a/channel/bld/rattler-build_x/work" && ./conda_build.sh',
    '  │ /cache/build/0a/channel/src_cache/x.tar.gz',
    '   - file:///channel/',
    'ordinary',
    '',
  ])('stays as it is, also with folders of a failed build: %s', (line) =>
    expect(shownLine(line, build)).toBe(line),
  );

  it.each([
    '   - file:///tmp/.tmpB7ymxw/',
    '  Work directory: /tmp/.tmp1h2GCQ/test_xSoPkCa/test',
    '\u001b[31m  │\u001b[0m   cd "/tmp/.tmp1h2GCQ/test_xSoPkCa/test" && source',
    '  │ build_env.sh',
    'To run the script manually, use the following command:',
  ])('names no folder of a test: %s', (line) => expect(shownLine(line, test)).toBeUndefined());

  it.each([
    ["Collecting tests from '/tmp/.tmpsasoWK/x-1.0-h_0'", "Collecting tests from 'x-1.0-h_0'"],
    ['+ test -f $SRC_DIR_run_env/lib/libx.so', '+ test -f $PREFIX/lib/libx.so'],
    ['+ $SRC_DIR_env/bin/python $SRC_DIR/t.py', '+ $PREFIX/bin/python $SRC_DIR/t.py'],
    ['+ ls $SRC_DIR_build_env', '+ ls $BUILD_PREFIX'],
    ['/tmp/.tmpiwLmkX/test_xZr9yJh/test_run_env/bin/x: no', '$PREFIX/bin/x: no'],
    ['cat: /var/t/.tmpiwLmkX/test_xZr9yJh/test/a: no', 'cat: $SRC_DIR/a: no'],
    ['Prefix: /usr', 'Prefix: /usr'],
  ])('of a test uses names instead of temporary folders: %s', (line, shown) =>
    expect(shownLine(line, test)).toBe(shown),
  );
});
