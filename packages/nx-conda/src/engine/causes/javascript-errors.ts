import type { ErrorFinder } from './reported-error';

const ERROR = /^(?:Uncaught )?\w*Error(?: \[\w+\])?: \S/;
/** Node.js shows the wrong line below its place. */
const PLACE_ABOVE = /^(?!node:)(\S+:\d+)$/;
const FRAME = /^\s+at (?:.* \()?(?!node:)((?:file:\/\/)?[/$][^\s()]+:\d+:\d+)\)?$/;
const NEAR = 8;

/** Uncaught exceptions of Node.js, with their place: the line of the file, or the first frame outside of Node.js. */
export const javascriptErrors: ErrorFinder = (lines) =>
  lines.flatMap((line, at) => {
    if (!ERROR.test(line)) return [];
    const above = lines.slice(Math.max(0, at - NEAR), at).findLast((one) => PLACE_ABOVE.test(one));
    const frame = lines.slice(at + 1, at + NEAR).find((one) => FRAME.test(one));
    const place = above ?? FRAME.exec(frame ?? '')?.[1];
    return place === undefined ? [] : [{ at, text: `${place}: ${line}`, kind: 'exception' }];
  });
