/** One Kafka node in a folder: formatted at its first start, found at the next, ended only if it is still ours. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '@yimen/adapters/free-ports';
import { archive, brokerClasses, fetchJars } from './jars.ts';
import { java, keytool, lifeOf, lives, Missing, type Life } from './machine.ts';
import { adminSettings, brokerLog, serverSettings, type Member, type Ports, type Secrets } from './settings.ts';

export interface Starting {
  readonly dir: string;
  /** Where clients connect; any free port if left out, and at later starts the one of the first. */
  readonly port?: number | undefined;
  /** Clients must log in, and may only do what is allowed to them. */
  readonly secure?: boolean | undefined;
  /** More memory and the full compiler: for measuring. */
  readonly fast?: boolean | undefined;
  /** A port where somebody stands between: clients that come by the door `detour` are told to go there. */
  readonly detour?: number | undefined;
  /** One of several nodes, with the ports that the others know. */
  readonly joined?: Joined | undefined;
}

export interface Joined {
  readonly ports: Ports;
  readonly member: Member;
}

/** What a client needs; without a name everybody is let in. */
export interface Address {
  readonly brokers: string;
  /** The door behind whoever stands between. */
  readonly detour?: string;
  readonly username?: string;
  readonly password?: string;
  /** The certificate that the broker shows, as PEM. */
  readonly ca?: string;
}

interface Node {
  readonly ports: Ports;
  readonly member?: Member;
  readonly password?: string;
}

const READY_MS = 90_000;
const STOP_MS = 20_000;
const LOOK_MS = 50;
const TRIES = 5;
const TAKEN = /Address already in use|Socket server failed to bind/;

const files = (dir: string) => ({
  node: join(dir, 'node.json'),
  life: join(dir, 'life.json'),
  data: join(dir, 'data'),
  settings: join(dir, 'server.properties'),
  admin: join(dir, 'admin.properties'),
  log: join(dir, 'broker.log'),
  log4j: join(dir, 'log4j2.yaml'),
  keyStore: join(dir, 'broker.p12'),
  certificate: join(dir, 'ca.pem'),
});

const json = <T>(file: string): T | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;

export const adminFile = (dir: string): string | undefined => {
  const { admin } = files(dir);
  return existsSync(admin) ? admin : undefined;
};

/** The life of the node in this folder, if it runs. */
export function running(dir: string): Life | undefined {
  const life = json<Life>(files(dir).life);
  return life && lives(life) ? life : undefined;
}

export function addressOf(dir: string): Address | undefined {
  const node = json<Node>(files(dir).node);
  if (!node) return undefined;
  const brokers = `127.0.0.1:${node.ports.client}`;
  const { detour } = node.ports;
  if (!node.password) return { brokers, ...(detour && { detour: `127.0.0.1:${detour.port}` }) };
  return { brokers, username: 'admin', password: node.password, ca: readFileSync(files(dir).certificate, 'utf8') };
}

/** Starts the node of the folder, or finds it running. Resolves when clients can connect. */
export async function start(starting: Starting): Promise<Address> {
  const { dir } = starting;
  java();
  if (!running(dir)) {
    fetchJars();
    mkdirSync(dir, { recursive: true });
    await launchSomewhere(starting);
  }
  return addressOf(dir)!;
}

/** A port that was free a moment ago may be gone; a node that has data keeps its own. */
async function launchSomewhere(starting: Starting): Promise<void> {
  const { node: file, data, log } = files(starting.dir);
  const first = !existsSync(data);
  for (let turn = 1; ; turn += 1) {
    const node = json<Node>(file) ?? (await newNode(starting));
    writeFileSync(file, JSON.stringify(node), { mode: 0o600 });
    prepare(starting.dir, node);
    if (await launch(starting, node)) return;
    const said = readFileSync(log, 'utf8');
    const isFixed = Boolean(starting.port || starting.joined);
    if (!first || isFixed || turn === TRIES || !TAKEN.test(said)) throw notStarted(said, log);
    for (const each of [file, data]) rmSync(each, { recursive: true, force: true });
  }
}

async function newNode({ port, secure, detour, joined }: Starting): Promise<Node> {
  if (joined) return joined;
  const [client = 0, controller = 0, inner = 0, behind = 0] = await freePorts(4);
  const ports = {
    client: port || client,
    controller,
    inner,
    ...(detour && { detour: { port: behind, told: detour } }),
  };
  return secure ? { ports, password: randomBytes(18).toString('hex') } : { ports };
}

function prepare(dir: string, { ports, member, password }: Node): void {
  const { settings, admin, log4j, data, keyStore, certificate } = files(dir);
  const secrets = password ? { password, keyStore } : undefined;
  if (secrets && !existsSync(certificate)) certify(secrets, certificate);
  if (secrets) writeFileSync(admin, adminSettings(secrets, certificate), { mode: 0o600 });
  writeFileSync(settings, serverSettings({ ports, member, dataDir: data }, secrets), { mode: 0o600 });
  writeFileSync(log4j, brokerLog);
  if (!existsSync(join(data, 'meta.properties'))) formatData(settings, member, secrets);
}

/** A certificate for this machine alone, by the tool that comes with Java. */
function certify({ keyStore, password }: Secrets, certificate: string): void {
  const store = ['-alias', 'broker', '-keystore', keyStore, '-storepass', password];
  const about = ['-dname', 'CN=localhost', '-ext', 'san=dns:localhost,ip:127.0.0.1', '-validity', '365'];
  const made = spawnSync(keytool(), [
    ...['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-storetype', 'PKCS12', ...about, ...store],
  ]);
  const shown = spawnSync(keytool(), ['-exportcert', '-rfc', ...store], { encoding: 'utf8' });
  if (made.status !== 0 || shown.status !== 0)
    throw new Missing(`没有生成证书 no certificate was made: ${made.stderr}${shown.stderr}`);
  writeFileSync(certificate, shown.stdout);
}

/** An id that began with a minus would be taken for an option. */
export const clusterId = () => `Y${randomBytes(16).toString('base64url').slice(1, 22)}`;

function formatData(settings: string, member?: Member, secrets?: Secrets): void {
  const scram = secrets ? ['--add-scram', `SCRAM-SHA-512=[name=admin,password=${secrets.password}]`] : [];
  const id = member ? ['-t', member.cluster] : ['--standalone', '-t', clusterId()];
  const how = ['format', ...id, '-c', settings, ...scram];
  const { status, stdout, stderr } = spawnSync(
    java().program,
    [...QUICK_JVM, '-cp', brokerClasses(), 'kafka.tools.StorageTool', ...how],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Missing(`未能格式化数据目录 the data folder could not be formatted:\n${stdout}${stderr}`);
}

export const QUICK_JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

function options({ dir, fast }: Starting): string[] {
  const heap = fast ? ['-Xms384m', '-Xmx768m', '-XX:+UseSerialGC'] : ['-Xms128m', '-Xmx384m', ...QUICK_JVM];
  const classes = existsSync(archive()) ? [`-XX:SharedArchiveFile=${archive()}`] : [];
  const quiet = ['-Xlog:disable', '-Xlog:all=error:stderr', '-Djava.awt.headless=true'];
  return [...heap, ...classes, ...quiet, `-Dlog4j2.configurationFile=${files(dir).log4j}`];
}

/** Resolves with true when clients can connect, with false when the node has ended instead. */
async function launch(starting: Starting, { ports }: Node, extra: readonly string[] = []): Promise<boolean> {
  const { log, life, settings } = files(starting.dir);
  const output = openSync(log, 'w');
  const jvm = [...options(starting), ...extra, '-cp', brokerClasses(), 'kafka.Kafka', settings];
  const child = spawn(java().program, jvm, { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  writeFileSync(life, JSON.stringify(lifeOf(child.pid!) ?? { pid: 0, since: '' }));
  for (const until = performance.now() + READY_MS; performance.now() < until; await pause(LOOK_MS)) {
    if (ended) return false;
    if (readFileSync(log, 'utf8').includes('Kafka Server started') && (await accepts(ports.client))) return true;
  }
  await stop(starting.dir, 'SIGKILL');
  return false;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function notStarted(said: string, log: string): Missing {
  const why = said.split('\n').findLast((line) => /ERROR|FATAL|Exception/.test(line)) ?? said.slice(-300);
  return new Missing(`Kafka 没有启动，数据未动，详见 ${log}。Kafka did not start, its data were left alone: ${why}`);
}

/** Ends the node: politely, or at once as a crash would. Its data are kept. */
export async function stop(dir: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  const life = running(dir);
  if (!life) return;
  process.kill(life.pid, signal);
  for (const until = performance.now() + STOP_MS; lives(life) && performance.now() < until;) await pause(LOOK_MS);
  if (lives(life)) process.kill(life.pid, 'SIGKILL');
  while (lives(life)) await pause(LOOK_MS);
  rmSync(files(dir).life, { force: true });
}

/** Starts once to write down the parsed classes. */
export async function makeArchive(dir: string): Promise<void> {
  const file = archive();
  if (existsSync(file)) return;
  const starting = { dir };
  const node = await newNode(starting);
  mkdirSync(dir, { recursive: true });
  writeFileSync(files(dir).node, JSON.stringify(node));
  prepare(dir, node);
  if (await launch(starting, node, [`-XX:ArchiveClassesAtExit=${file}`])) await stop(dir);
  rmSync(dir, { recursive: true, force: true });
}
