#!/usr/bin/env node
import { runCommandLine } from './command';

void runCommandLine(process.argv.slice(2), process.env).then(({ text, success }) => {
  (success ? console.log : console.error)(text);
  process.exitCode = success ? 0 : 1;
});
