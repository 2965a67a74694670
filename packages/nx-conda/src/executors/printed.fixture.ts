import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { SCRATCH } from './scratch-machine.fixture';

const printed: string[] = [];
let spies: jest.SpyInstance[] = [];
let running = 0;

/** The result of some work and everything printed meanwhile, without colors and without the folder of the test. */
export async function withOutput<Result extends object>(
  work: () => Promise<Result>,
): Promise<Result & { output: string }> {
  if (running++ === 0) listen();
  const from = printed.length;
  try {
    const result = await work();
    const output = stripVTControlCharacters(printed.slice(from).join(''));
    return { ...result, output: output.replaceAll(SCRATCH, '<scratch>') };
  } finally {
    if (--running === 0) spies.forEach((spy) => spy.mockRestore());
  }
}

/** Waits until running work has printed something. */
export async function untilPrinted(text: RegExp): Promise<void> {
  while (!text.test(printed.join(''))) await sleep(5);
}

function listen(): void {
  const lines = (...said: unknown[]) => void printed.push(`${said.join(' ')}\n`);
  const ways = ['info', 'log', 'warn', 'error'] as const;
  spies = [
    ...ways.map((way) => jest.spyOn(console, way).mockImplementation(lines)),
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0),
  ];
}
