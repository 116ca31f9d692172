/** `npm run faults` where it cannot even begin. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

const faults = (args: readonly string[], told: Readonly<Record<string, string>>) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: { ...process.env, ...told } }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm run faults', () => {
  it('says how to have the same again also where it fails before anything could be judged', async () => {
    const args = ['--seed', '41', '--minutes', '6', '--clients', '3'];
    const { code, stdout, stderr } = await faults(args, { JAVA_HOME: '/nowhere' });
    expect(stderr).toMatch(/^Kafka 需要 Java/);
    expect(code).toBe(1);
    const again =
      'npm run faults -- --seed 41 --minutes 6 --clients 3 --agencies union,hr,petition,joint-centre,insight';
    expect(stdout).toBe(`seed 41\nagain: ${again}\n`);
  });
});
