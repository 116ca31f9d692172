import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const CI = join(process.cwd(), '.ci', 'run');
const BASH = '/bin/bash';
const why = existsSync(BASH) ? '' : ` — there is no ${BASH}`;
let root = '';

/** A machine with nothing on it but an account, and tests that only say that they were run. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yimen-ci-'));
  mkdirSync(join(root, 'programs'));
  programIs('dirname', 'echo "${1%/*}"');
  programIs('npm', 'echo "npm $*"');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const programIs = (name: string, does: string) =>
  writeFileSync(join(root, 'programs', name), `#!${BASH}\n${does}\n`, { mode: 0o755 });

const run = () =>
  spawnSync(BASH, [CI], { encoding: 'utf8', env: { PATH: join(root, 'programs'), TMPDIR: root } }).stdout;

(why ? describe.skip : describe)(`continuous integration${why}`, () => {
  it('installs what is missing and nothing else, then runs the tests', () => {
    programIs('id', 'echo 0');
    programIs('kcat', '');
    programIs('apt-get', `echo "$*" >> ${join(root, 'asked')}`);
    expect(run()).toMatch(/^installing chromium …\ninstalling java …\ninstalling mvn …\nnpm test\n$/);
    const asked = readFileSync(join(root, 'asked'), 'utf8').match(/(?<=recommends ).*/g);
    expect(asked).toEqual(['chromium fonts-noto-cjk', 'openjdk-17-jre-headless', 'maven']);
  });

  it('says what it could not install, and runs the tests all the same', () => {
    programIs('id', 'echo 0');
    programIs('apt-get', 'exit 100');
    expect(run()).toMatch(/there is no java, and it could not be installed; the tests that need it will be skipped\n/);
    programIs('id', 'echo 1000');
    const said = run();
    for (const name of ['chromium', 'java', 'mvn', 'kcat']) expect(said).toContain(`there is no ${name},`);
    expect(said).toMatch(/npm test\n$/);
  });
});
