import { lineFinder } from './reported-error';

const PATTERNS = [
  // pytest
  /^FAILED \S+::\S+/,
  /^ERROR \S+\.py(?:::\S+)?(?: - |$)/,
  /^E {3}\s*\w*(?:Error|Exception)\b/,
  /^\S+\.py:\d+: \w+$/,
  // unittest
  /^(?:FAIL|ERROR): \w+ \(/,
  // ctest
  /^\s*\d+ - \S+ \((?:Failed|Timeout|SEGFAULT|Not Run|.*Exception.*)\)/,
  // go
  /^\s*--- FAIL: /,
  // Rust
  /^thread '.*' panicked at \S+:\d+:\d+/,
  // C
  /Assertion [`'"].*['"] failed\.?/,
  // googletest
  /^\[ {2}FAILED {2}\] \S+/,
  // TAP
  /^not ok \d+/,
];

/** Test programs. */
export const testErrors = lineFinder('exception', (line) =>
  PATTERNS.some((pattern) => pattern.test(line)) ? line : undefined,
);
