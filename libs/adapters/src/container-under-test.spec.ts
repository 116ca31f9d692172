import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { whose } from './container-under-test.ts';
import { kafkaContainer } from './kafka-container.ts';

const JARS = new URL('../../../tools/kafka/jars.ts', import.meta.url);

describe('where specifications find a server', () => {
  it.each([
    ['127.0.0.1:9092', true, 'given'],
    ['127.0.0.1:9092', false, 'given'],
    [undefined, true, 'container'],
    ['', true, 'container'],
    [undefined, false, 'own'],
    ['', false, 'own'],
  ])('with %j named, and Docker there: %j, is %s', (given, isThere, found) => {
    const docker = jest.fn(() => isThere);
    expect(whose(given, docker)).toBe(found);
    expect(docker).toHaveBeenCalledTimes(given ? 0 : 1);
  });

  const posix = process.platform === 'win32' ? ' — it gives docker as a script of sh' : '';
  (posix ? it.skip : it).each([
    ['answers', '[ "$*" = info ]', 'container'],
    ['has no engine behind it', 'echo Cannot connect >&2; exit 1', 'own'],
    ['is not there', undefined, 'own'],
  ])(`is told by a docker that %s${posix}`, (_, does, found) => {
    const folder = mkdtempSync(join(tmpdir(), 'yimen-docker-'));
    if (does) writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const from = new URL('./container-under-test.ts', import.meta.url).href;
    const script = `import { whose } from ${JSON.stringify(from)}; console.log(whose(''));`;
    const how = ['--no-warnings', '--input-type=module', '-e', script];
    const said = execFileSync(process.execPath, how, { encoding: 'utf8', env: { PATH: folder } });
    rmSync(folder, { recursive: true });
    expect(said).toBe(`${found}\n`);
  });
});

describe('a Kafka in a container', () => {
  it('tells clients the address at which it is found, and is of the version that is run elsewhere', () => {
    const { image, port, environment } = kafkaContainer;
    const told = environment('127.0.0.1:45678');
    const version = /VERSION = '(.*)'/.exec(readFileSync(JARS, 'utf8'))?.[1];
    expect(image).toBe(`apache/kafka:${version}`);
    expect(told['KAFKA_ADVERTISED_LISTENERS']).toContain('CLIENT://127.0.0.1:45678');
    expect(told['KAFKA_LISTENERS']).toContain(`CLIENT://0.0.0.0:${port}`);
  });
});
