import { hunkHeaders, problemsIn } from './try-patch';

const PATCH = `--- a/one.py
+++ b/one.py
@@ -1,3 +1,3 @@ def f():
 a
@@ -10,3 +10,3 @@
 b
--- a/gone.py
+++ /dev/null
@@ -1 +0,0 @@
-c
`;

describe('hunkHeaders', () => {
  it('names the hunks of each file', () => {
    expect([...hunkHeaders(PATCH)]).toEqual([
      ['one.py', ['@@ -1,3 +1,3 @@', '@@ -10,3 +10,3 @@']],
      ['gone.py', ['@@ -1 +0,0 @@']],
    ]);
  });
});

describe('problemsIn', () => {
  it('reads rejected hunks and missing files', () => {
    const output = [
      'Checking patch one.py...',
      'error: while searching for:',
      'error: patch failed: one.py:10',
      'Checking patch gone.py...',
      'error: gone.py: No such file or directory',
      'Applying patch one.py with 1 reject...',
      'Hunk #1 applied cleanly.',
      'Rejected hunk #2.',
    ].join('\n');
    expect(problemsIn(output, hunkHeaders(PATCH))).toEqual([
      'gone.py no longer exists',
      'one.py, hunk 2 (@@ -10,3 +10,3 @@)',
    ]);
  });

  it('describes a file that is not a patch', () => {
    expect(problemsIn('error: No valid patches in input', new Map())).toEqual([
      'error: No valid patches in input',
    ]);
  });
});
