import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An owner shows that it lives by touching its lock this often. */
const beat = 1_000;
/** A lock that nobody has touched for so long belongs to nobody. */
const silence = 15_000;

/** Runs the work while holding a lock that is a folder, because making a folder is atomic everywhere. */
export async function withLock(path, work) {
  await acquire(path);
  const alive = setInterval(() => touch(path), beat);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    rmSync(path, { recursive: true, force: true });
  }
}

async function acquire(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (let told = false; !take(path); told = true) {
    if (!told) console.error('另一个启动正在安装，等待中。another start is installing, waiting for it …');
    dropIfAbandoned(path);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function take(path) {
  try {
    mkdirSync(path);
    writeFileSync(join(path, 'owner'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock was taken away from us while this machine slept; the work itself goes on.
  }
}

/** Moved aside before it is removed, so that of two who see it abandoned only one can drop it. */
function dropIfAbandoned(path) {
  try {
    const quiet = Date.now() - statSync(path).mtimeMs;
    if (quiet < silence && (quiet < 2 * beat || isRunning(readOwner(path)))) return;
    const aside = `${path}.${process.pid}`;
    renameSync(path, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function readOwner(path) {
  try {
    return Number(readFileSync(join(path, 'owner'), 'utf8'));
  } catch {
    return 0;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
