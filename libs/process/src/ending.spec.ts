import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { graceOf } from './ending.ts';

it('leaves a part of the time that an ending has to what ends after the requests', () => {
  expect(graceOf({ delay: 5_000, patience: 20_000 })).toBe(18_000);
  expect(graceOf({ delay: 0, patience: 101 })).toBe(76);
});

/** A process with these steps at its end, told twice to end: how it ended, and what it said. */
async function ended(steps: string, patience: number) {
  const ending = new URL('./ending.ts', import.meta.url).href;
  const program = `
    const { endOnSignal } = await import('${ending}');
    const { setTimeout: pause } = await import('node:timers/promises');
    setInterval(() => {}, 1_000);
    endOnSignal({ delay: 0, patience: ${patience} }, () => console.log('draining'), [${steps}]);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    if (!said) for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) child.kill(signal);
    said += part;
  }
  clearTimeout(late);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, said: said.split('\n').filter((line) => /^[a-z]+$/.test(line)) };
}

const first = `async () => { await pause(50); console.log('first'); }`;

it('ends step after step, once, however often it is told to', async () => {
  const { code, said } = await ended(`${first}, async () => console.log('second')`, 60_000);
  expect([code, said]).toEqual([0, ['ready', 'draining', 'first', 'second']]);
});

it.each([
  ['fails', `async () => { throw new Error('closed'); }`],
  ['takes too long', `() => new Promise(() => {})`],
])('ends all the same where a step %s, and says so by its number', async (_, step) => {
  const { code, said } = await ended(`${first}, ${step}, async () => console.log('third')`, 500);
  expect([code, said]).toEqual([1, ['ready', 'draining', 'first']]);
});
