import pc from 'picocolors';

let steps = 0;

/** Starts a step of the demo. */
export function step(title: string): void {
  steps += 1;
  console.log(`\n${pc.bold(`${steps}. ${title}`)}\n`);
}

export function say(text: string): void {
  console.log(text.replace(/^(?=.)/gm, '   '));
}
