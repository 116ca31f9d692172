/** A small disk for the database or the broker, which can be filled to the last byte. Only root may make one. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disk {
  readonly dir: string;
  /** Takes all space that is left; how many bytes. */
  fill(): number;
  free(): void;
  unmount(): void;
}

/** Why this machine has no such disk; undefined if it can have one. */
export type NoDisk = string;

/** A file system in memory, mounted at the folder. */
export function smallDisk(dir: string, megabytes: number): Disk | NoDisk {
  if (process.platform !== 'linux') return '仅在 Linux 上 only on Linux';
  if (process.getuid?.() !== 0) return '挂载 tmpfs 需要 root 权限 mounting a tmpfs needs root';
  mkdirSync(dir, { recursive: true });
  const how = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'yimen-faults', dir];
  const { status, stderr } = spawnSync('mount', how, { encoding: 'utf8' });
  if (status !== 0) return `tmpfs 挂载被拒绝 mounting was refused: ${stderr?.trim()}`;
  const filler = join(dir, 'filler');
  return {
    dir,
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', dir]),
  };
}

/** Tries it with the smallest there is. */
export function whyNoDisk(): NoDisk | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'yimen-disk-'));
  const disk = smallDisk(dir, 1);
  if (typeof disk !== 'string') disk.unmount();
  rmSync(dir, { recursive: true, force: true });
  return typeof disk === 'string' ? disk : undefined;
}

function fill(file: string): number {
  const to = openSync(file, 'a');
  const written = [1 << 20, 1 << 12, 1].reduce((sum, size) => sum + writeAll(to, Buffer.alloc(size)), 0);
  closeSync(to);
  return written;
}

/** As often as it fits. */
function writeAll(to: number, part: Buffer): number {
  for (let written = 0; ;)
    try {
      written += writeSync(to, part);
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOSPC') return written;
      throw error;
    }
}
