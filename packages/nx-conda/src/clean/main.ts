#!/usr/bin/env node
import { runCommand } from './command';

void runCommand(process.argv.slice(2), process.env).then(({ text, success }) => {
  (success ? console.log : console.error)(text);
  process.exitCode = success ? 0 : 1;
});
