/** What this machine has: Java, Maven, free ports, and processes that are still the ones that were started. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something the reader can put right. */
export class Missing extends Error {}

const OLDEST_JAVA = 17;

const program = (name: string) => {
  const home = process.env['JAVA_HOME'];
  return home ? join(home, 'bin', name) : name;
};

export const keytool = () => program('keytool');

interface Java {
  readonly program: string;
  readonly version: string;
}
let found: Java | undefined;

/** The program, after one look at its age. */
export const java = (): Java => (found ??= findJava());

function findJava(): Java {
  const { error, stderr } = spawnSync(program('java'), ['-version'], { encoding: 'utf8' });
  const version = /version "([^"]+)"/.exec(stderr ?? '')?.[1] ?? '';
  const major = Number(version.replace(/^1\./, '').split(/[.-]/)[0]);
  if (!error && major >= OLDEST_JAVA) return { program: program('java'), version };
  const instead = error || !version ? '没有找到 none was found' : `现有版本 found ${version}`;
  throw new Missing(
    `Kafka 需要 Java ${OLDEST_JAVA} 或更新版本，${instead}。Kafka needs Java ${OLDEST_JAVA} or newer: install a JDK, or point JAVA_HOME to one.`,
  );
}

export function maven(): string {
  const { error, status } = spawnSync('mvn', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  if (!error && status === 0) return 'mvn';
  throw new Missing(
    '没有找到 Maven，无法取得 Kafka。Maven was not found, and Kafka is fetched by it: install Maven, or set KAFKA_BROKERS to a broker of your own.',
  );
}

/** A process and the moment it began: a number alone may have gone to somebody else's process. */
export interface Life {
  readonly pid: number;
  readonly since: string;
}

/** The life behind a number, if there is one. */
export function lifeOf(pid: number): Life | undefined {
  if (!isAlive(pid)) return undefined;
  return { pid, since: beginning(pid) };
}

export const lives = ({ pid, since }: Life): boolean => isAlive(pid) && beginning(pid) === since;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** On Linux ticks since the start of the machine, elsewhere what `ps` says; on Windows nothing is known. */
function beginning(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file))
    return (
      readFileSync(file, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
