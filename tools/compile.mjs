// Compiles a module of the package to CommonJS, which loads packages lazily: every Nx command loads the plugin, and few of
// them need all of it.
import { minifySync, parseSync, printSync, transformFileSync } from '@swc/core';

const options = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs', lazy: true, ignoreDynamic: true },
};

/** Also tells Node which names an ES module can import. */
const exportedOptions = { ...options, module: { ...options.module, exportInteropAnnotation: true } };

/** Names of functions stay, for stack traces; other names, space and comments would make the package a sixth larger. */
const SPACE = { compress: false, mangle: { keep_fnames: true, keep_classnames: true }, module: false };
const TYPES_ONLY = '"use strict";Object.defineProperty(exports,"__esModule",{value:true});';

/**
 * @param path absolute path of a TypeScript file
 * @param bundled the paths to load instead of packages, by package
 * @param isExported whether other packages import it
 * @returns its code in JavaScript; undefined if it contains only types, which no code loads
 */
export function compile(path, bundled, isExported) {
  const { code } = transformFileSync(path, isExported ? exportedOptions : options);
  const tree = parseSync(code, { syntax: 'ecmascript', target: 'es2022' });
  const calls = [...nodesOf(tree)].filter(({ type }) => type === 'CallExpression');
  const redirected = calls.filter((call) => redirect(call, bundled)).length > 0 ? printSync(tree).code : code;
  const packed = minifySync(redirected, SPACE).code;
  return packed === TYPES_ONLY ? undefined : packed;
}

function* nodesOf(value) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

/** Changes `require('yaml')`, `require.resolve('yaml')` and `import('yaml')`; false for other calls. */
function redirect(call, bundled) {
  const isResolve = isRequire(call.callee.object) && call.callee.property?.value === 'resolve';
  const isLoad = call.callee.type === 'Import' || isRequire(call.callee);
  const text = isLoad || isResolve ? call.arguments[0]?.expression : undefined;
  const path = text?.type === 'StringLiteral' ? bundled.get(text.value) : undefined;
  if (path === undefined) return false;
  Object.assign(text, { value: path, raw: JSON.stringify(path) });
  // Bundles are CommonJS: require loads them in less time than import.
  if (isLoad)
    call.callee = { type: 'Identifier', value: 'require', optional: false, ctxt: 0, span: call.callee.span };
  return true;
}

/** `require` or `module.require` */
function isRequire(callee) {
  if (callee?.type === 'Identifier') return callee.value === 'require';
  return callee?.object?.value === 'module' && callee.property?.value === 'require';
}
