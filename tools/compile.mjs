// Compiles a module of the package to CommonJS, which loads packages lazily: every Nx command loads the plugin, and few of
// them need all of it.
import { parseSync, printSync, transformFileSync } from '@swc/core';

const options = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs', lazy: true, ignoreDynamic: true },
};

/**
 * @param path absolute path of a TypeScript file
 * @param bundled the paths to load instead of packages, by package
 * @returns its code in JavaScript
 */
export function compile(path, bundled) {
  const { code } = transformFileSync(path, options);
  const tree = parseSync(code, { syntax: 'ecmascript', target: 'es2022' });
  const calls = [...nodesOf(tree)].filter(({ type }) => type === 'CallExpression');
  return calls.filter((call) => redirect(call, bundled)).length > 0 ? printSync(tree).code : code;
}

function* nodesOf(value) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

/** Changes `require('yaml')` and `import('yaml')`; false for other calls. */
function redirect(call, bundled) {
  const isLoad = call.callee.type === 'Import' || call.callee.value === 'require';
  const text = isLoad ? call.arguments[0]?.expression : undefined;
  const path = text?.type === 'StringLiteral' ? bundled.get(text.value) : undefined;
  if (path === undefined) return false;
  Object.assign(text, { value: path, raw: JSON.stringify(path) });
  // Bundles are CommonJS: require loads them in less time than import.
  call.callee = { type: 'Identifier', value: 'require', optional: false, ctxt: 0, span: call.callee.span };
  return true;
}
