/** `npm run kafka`: a real broker on this machine, for specifications and for trying things out. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeArchive, type Address } from './broker.ts';
import { addressOf, isRunning, start, stop } from './cluster.ts';
import { cache, fetchJars } from './jars.ts';
import { java, lifeOf, lives, Missing } from './machine.ts';
import { runTool } from './programs.ts';

const usage = `npm run kafka, or npm run kafka -- start | install | stop | kill | status | tool NAME … | apply
  start      what is done if nothing else is said: starts one node on 127.0.0.1, or finds it running, and prints its
             address   --port N  --secure  --fast  --watch PID  --once
             --nodes N: several that hold the same, in folders 1, 2, 3; each of them is a --dir of its own for kill
  install    fetches Kafka by Maven and prepares quick starts
  stop       ends it        kill   ends it as a crash does; the data are kept        status   prints its address
  tool       a command-line tool of Kafka: topics, console-consumer, consumer-groups, acls, …
  apply      makes the topics and grants of infra/kafka for the agencies of infra/agencies.yaml, on the cluster of
             KAFKA_BROKERS (with KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_CA) or on this node; can be repeated
             --replicas N  --prefix NAME  --users FILE (passwords by agency, as JSON)  --dry (only says what it is)
  everywhere --dir FOLDER   .yimen/kafka/node if left out
  --secure   clients log in (SCRAM over TLS) and are held to access lists; the account admin is in node.json
  --watch    ends the node when that process has ended; with --once its folder goes too
  --detour   a second door, whose clients are told to come by this port: for whoever stands between
  --json     prints all that a client needs, with the log-in`;

const argv = process.argv.slice(2);
const options = {
  dir: { type: 'string', default: join(cache, 'node') },
  port: { type: 'string' },
  secure: { type: 'boolean', default: false },
  fast: { type: 'boolean', default: false },
  detour: { type: 'string' },
  nodes: { type: 'string' },
  watch: { type: 'string' },
  once: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  replicas: { type: 'string' },
  prefix: { type: 'string' },
  users: { type: 'string' },
  dry: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What is misspelt is refused in words. */
function typed() {
  try {
    return parseArgs({ allowPositionals: true, options, args: argv.slice(0, toolAt(argv)) });
  } catch (error) {
    const [first] = (error as Error).message.split('. ');
    console.error(`参数有误，请看 npm run kafka -- --help · ${first}: see npm run kafka -- --help`);
    process.exit(1);
  }
}

const { values, positionals } = typed();
const dir = resolve(values.dir);
const command = values.help ? 'help' : (positionals[0] ?? 'start');

/** Where the words for a tool begin: from its name on they are the tool's own. */
function toolAt(args: readonly string[]): number {
  const at = args.indexOf('tool') + 1;
  if (at === 0) return args.length;
  return args[at] === '--dir' ? at + 2 : at;
}

const commands: Readonly<Record<string, () => Promise<void> | void>> = {
  async install() {
    java();
    fetchJars();
    await makeArchive(join(cache, `archive-${process.pid}`));
  },
  async start() {
    const { port, secure, fast, watch, detour, nodes } = values;
    const found = isRunning(dir);
    const starting = { dir, port: Number(port ?? 0), secure, fast, detour: Number(detour ?? 0) };
    const address = await start(starting, Number(nodes ?? 1));
    if (watch && !found) leaveWatcher(watch);
    console.log(values.json ? JSON.stringify(address) : address.brokers);
  },
  stop: () => stop(dir),
  kill: () => stop(dir, 'SIGKILL'),
  status() {
    const address = isRunning(dir) ? addressOf(dir) : undefined;
    // Only an address goes to the output, so that a shell can take it from there.
    if (address) console.log(values.json ? JSON.stringify(address) : address.brokers);
    else console.error('没有运行 not running');
    process.exitCode = address ? 0 : 1;
  },
  tool() {
    process.exitCode = runTool(dir, argv.slice(toolAt(argv)));
  },
  apply: () => applyPlan(),
  watch: () => watchOver(Number(values.watch)),
  help: () => console.log(usage),
};

async function applyPlan(): Promise<void> {
  const { planFor, namesIn } = await import('./plan.ts');
  const { apply } = await import('./apply.ts');
  const { replicas, prefix, users, dry } = values;
  const settings = JSON.parse(readFileSync(new URL('../../infra/kafka/topics.json', import.meta.url), 'utf8'));
  const wanted = { ...settings, ...(replicas && { replicas: Number(replicas) }), ...(prefix && { prefix }) };
  const list = process.env['AGENCIES'] ?? fileURLToPath(new URL('../../infra/agencies.yaml', import.meta.url));
  const plan = planFor(namesIn(readFileSync(list, 'utf8')), wanted);
  if (dry) return console.log(JSON.stringify(plan, undefined, 2));
  const passwords = users ? (JSON.parse(readFileSync(users, 'utf8')) as Record<string, string>) : {};
  for (const line of await apply(plan, cluster(), passwords)) console.log(line);
}

function cluster(): Address {
  const { KAFKA_BROKERS: brokers, KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_CA: ca } = process.env;
  if (brokers)
    return {
      brokers,
      ...(username && password && { username, password, ...(ca && { ca: readFileSync(ca, 'utf8') }) }),
    };
  const address = isRunning(dir) ? addressOf(dir) : undefined;
  if (address) return address;
  throw new Missing(
    '请设置 KAFKA_BROKERS，或先 start 本机节点。Set KAFKA_BROKERS, or start a node on this machine first.',
  );
}

/** A process of its own, so that the node ends even when whoever asked for it was killed. */
function leaveWatcher(pid: string): void {
  const args = [fileURLToPath(import.meta.url), 'watch', '--dir', dir, '--watch', pid];
  spawn(process.execPath, [...args, ...(values.once ? ['--once'] : [])], { detached: true, stdio: 'ignore' }).unref();
}

async function watchOver(pid: number): Promise<void> {
  const life = lifeOf(pid);
  while (life && lives(life) && addressOf(dir)) await pause(500);
  await stop(dir);
  if (values.once) rmSync(dir, { recursive: true, force: true });
}

try {
  const run = commands[command];
  if (!run) throw new Missing(usage);
  await run();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
