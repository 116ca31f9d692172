/** Kafka as jars from Maven Central, kept in `.yimen/kafka`: broker, tools, and a logger so that it speaks. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { java, maven, Missing } from './machine.ts';

/** Never a range: of a release that is a day old some jars may still be missing. */
const VERSION = '4.3.1';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const TRIES = 3;

export const cache = fileURLToPath(new URL('../../.yimen/kafka/', import.meta.url));
const home = join(cache, VERSION);
const libs = join(home, 'libs');

/** Log4j for the tools: only what goes wrong, and that to stderr. */
export const quietLog = join(home, 'tools-log4j2.yaml');
/** The broker's classes, parsed once: halves the processor time of every start. */
export const archive = () => join(home, `classes-${java().version}.jsa`);

export const isInstalled = (): boolean => existsSync(join(home, 'complete'));

const dependency = (group: string, artifact: string, version: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const pom = `<project><modelVersion>4.0.0</modelVersion>
<groupId>yimen</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', VERSION)}
${dependency('org.apache.kafka', 'kafka-tools', VERSION)}
${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', '2.25.4')}
</dependencies></project>
`;

const quiet = `Configuration:
  status: warn
  Appenders: { Console: { name: ERR, target: SYSTEM_ERR, PatternLayout: { pattern: "%p %m%n" } } }
  Loggers: { Root: { level: WARN, AppenderRef: [ { ref: ERR } ] } }
`;

/** Why this machine can have no broker of its own; undefined if it can. Fetches Kafka if need be. */
export function whyNoBroker(): string | undefined {
  try {
    java();
    fetchJars();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Fetches the jars unless they are there; an interrupted fetch leaves nothing half made. */
export function fetchJars(): void {
  if (isInstalled()) return;
  const program = maven();
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    writeFileSync(join(draft, 'pom.xml'), pom);
    writeFileSync(join(draft, 'tools-log4j2.yaml'), quiet);
    console.error(`正在取得 Kafka ${VERSION}（约 55 MB）fetching Kafka ${VERSION}, about 55 MB …`);
    copyInto(draft, program);
    writeFileSync(join(draft, 'complete'), '');
    if (!isInstalled()) renameSync(draft, home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function copyInto(draft: string, program: string): void {
  const how = ['-B', '-ntp', '-q', '-f', join(draft, 'pom.xml'), COPY, '-DincludeScope=runtime'];
  let said = '';
  for (let turn = 0; turn < TRIES; turn += 1) {
    const { status, stdout, stderr } = spawnSync(program, [...how, `-DoutputDirectory=${join(draft, 'libs')}`], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status === 0) return;
    said = `${stdout}${stderr}`;
  }
  const why = /\[ERROR\] (.*)/.exec(said)?.[1] ?? 'no reason given';
  throw new Missing(`Maven 未能取得 Kafka ${VERSION}，没有留下文件。Maven could not fetch Kafka ${VERSION}: ${why}`);
}

/** What only the tools and Kafka Connect need would make every start of the broker slower. */
const NOT_FOR_THE_BROKER =
  /^(jetty|jersey|connect-|hk2|jakarta|swagger|maven-artifact|plexus|classgraph|javassist|jaxb|activation|aopalliance|osgi|jackson-(jakarta|module))/;

export const brokerClasses = (): string =>
  readdirSync(libs)
    .filter((jar) => !NOT_FOR_THE_BROKER.test(jar))
    .toSorted()
    .map((jar) => join(libs, jar))
    .join(delimiter);

export const toolClasses = (): string => join(libs, '*');
