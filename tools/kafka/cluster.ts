/** One node in a folder, or several in its folders 1, 2, 3: what one of those has acknowledged outlives it. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '@yimen/adapters/free-ports';
import * as node from './broker.ts';
import { fetchJars } from './jars.ts';
import { Missing } from './machine.ts';

/** One figure is the name of a folder. */
const MOST = 9;

/** The folders of the nodes that were started here; of a single one it is the folder itself. */
export function nodesIn(dir: string): readonly string[] {
  const parts = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  const members = parts.filter((each) => each.isDirectory() && /^[1-9]$/.test(each.name));
  return members.length > 0 ? members.map(({ name }) => join(dir, name)).toSorted() : [dir];
}

export const isRunning = (dir: string): boolean => nodesIn(dir).some((each) => node.running(each) !== undefined);

/** How clients find what was started here; undefined where nothing ever was. */
export function addressOf(dir: string): node.Address | undefined {
  const [first, ...others] = nodesIn(dir).flatMap((each) => node.addressOf(each) ?? []);
  return first && { ...first, brokers: [first, ...others].map(({ brokers }) => brokers).join() };
}

/** Starts so many nodes, or those of the folder that do not run. Resolves when clients can connect to each of them. */
export async function start(starting: node.Starting, count = 1): Promise<node.Address> {
  const { dir, secure, port, detour } = starting;
  const known = nodesIn(dir);
  if (count === 1 && known[0] === dir) return node.start(starting);
  if (!Number.isInteger(count) || count < 1 || count > MOST || secure || port || detour)
    throw new Missing(
      `--nodes 为 1 到 ${MOST}，不能与 --secure、--port、--detour 同用。--nodes is 1 to ${MOST} and goes without --secure, --port, --detour.`,
    );
  if (known[0] === dir && node.addressOf(dir))
    throw new Missing(`${dir} 里已有单个节点，请换一个 --dir。There is a single node already: take another --dir.`);
  fetchJars();
  mkdirSync(dir, { recursive: true });
  const members = known[0] === dir ? await joining(starting, count) : known.map((each) => ({ ...starting, dir: each }));
  await Promise.all(members.map((each) => node.start(each)));
  return addressOf(dir)!;
}

/** Their ports are given out before the first of them starts, for each must know where all controllers are. */
async function joining(starting: node.Starting, count: number): Promise<node.Starting[]> {
  const ports = await freePorts(2 * count);
  const [clients, controllers] = [ports.slice(0, count), ports.slice(count)];
  const cluster = node.clusterId();
  return clients.map((client, at) => ({
    ...starting,
    dir: join(starting.dir, String(at + 1)),
    joined: { ports: { client, controller: controllers[at]!, inner: 0 }, member: { id: at + 1, cluster, controllers } },
  }));
}

export const stop = async (dir: string, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> =>
  void (await Promise.all(nodesIn(dir).map((each) => node.stop(each, signal))));
