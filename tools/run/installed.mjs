import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Whether the packages on disk are those of the lock. npm writes its own record into node_modules as the last act of an
 * installation, so an interrupted one has none. It leaves out optional packages of other platforms.
 */
export function isInstalled(root) {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !present) return false;
  const packages = Object.entries(locked).filter(([path]) => path.includes('node_modules/'));
  const whole = packages
    .filter(([, wanted]) => !wanted.link && !mayBeAbsent(wanted))
    .every(([path, wanted]) => present[path]?.version === wanted.version);
  return whole && packages.filter(([, wanted]) => wanted.link).every(([path, wanted]) => isLinked(root, path, wanted));
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** A workspace that is new since the last installation needs only its link, and gets it here. */
function isLinked(root, path, { resolved }) {
  const link = join(root, path);
  const folder = join(root, resolved);
  if (existsSync(join(link, 'package.json'))) return true;
  try {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(process.platform === 'win32' ? folder : relative(dirname(link), folder), link, 'junction');
    return true;
  } catch {
    return false;
  }
}

/** An optional package must be there only where it was made for exactly this machine. */
function mayBeAbsent({ optional, os, cpu, libc }) {
  if (!optional) return false;
  return Boolean(libc) || !os?.includes(process.platform) || !cpu?.includes(process.arch);
}
