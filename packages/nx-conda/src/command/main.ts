#!/usr/bin/env node
import { runCommandLine } from './command-line';

void runCommandLine(process.argv.slice(2), process.env, process.cwd()).then(
  ({ text, success, warnings = [] }) => {
    for (const warning of warnings) console.warn(`nx-conda: ${warning}`);
    (success ? console.log : console.error)(text);
    process.exitCode = success ? 0 : 1;
  },
);
