import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the packages on disk are those of the lock. npm writes its own record into node_modules as the last act of an
 * installation, so an interrupted one has none. It leaves out optional packages of other platforms.
 */
export function isInstalled(root) {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !present) return false;
  return Object.entries(locked)
    .filter(([path, wanted]) => path.includes('node_modules/') && !mayBeAbsent(wanted))
    .every(([path, wanted]) => sameAs(wanted, present[path]));
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function sameAs(wanted, found) {
  return found !== undefined && found.version === wanted.version && Boolean(found.link) === Boolean(wanted.link);
}

/** An optional package must be there only where it was made for exactly this machine. */
function mayBeAbsent({ optional, os, cpu, libc }) {
  if (!optional) return false;
  return Boolean(libc) || !os?.includes(process.platform) || !cpu?.includes(process.arch);
}
