import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.mjs';

/** Node 24 runs TypeScript as it is written; nothing older will do. */
const oldest = 24;

/** Which Node runs this checkout: the pinned one of the packages where it starts here, else the one running now. */
export function chooseNode(root) {
  return starts(pinnedNode(root)) ? 'pinned' : 'own';
}

/** The path of the Node that was chosen. */
export function pathOfNode(root, choice) {
  if (choice === 'pinned') return pinnedNode(root);
  if (isNewEnough()) return process.execPath;
  throw new Trouble(
    `本机需要 Node ${oldest} 或更新版本，当前为 ${process.versions.node}。No Node is pinned for ` +
      `${process.platform}-${process.arch}: install Node ${oldest} or newer (nodejs.org).`,
  );
}

/** Speaks up before a minute of installing rather than after it. */
export function assertRunnable(root) {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (!(packageName() in optionalDependencies)) pathOfNode(root, 'own');
}

const packageName = () => `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const isNewEnough = () => Number(process.versions.node.split('.')[0]) >= oldest;

function pinnedNode(root) {
  return join(root, 'node_modules', packageName(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** A binary may be there and still not start, for instance one for glibc on a system with musl. */
function starts(file) {
  return existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}
