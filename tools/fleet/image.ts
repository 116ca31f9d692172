/** Which packages the image has, read from the Dockerfile and the lock file, and a folder that has only them. */
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, matchesGlob } from 'node:path';

export interface Machine {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string;
}

interface Locked {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
}

type Packages = Readonly<Record<string, Locked>>;

/** What is told to npm in the stage `packages`, and what is removed after it. */
function recipe(dockerfile: string) {
  const [, stage = ''] = /AS packages\n(.*?)\nFROM /s.exec(dockerfile) ?? [];
  const found = (pattern: RegExp): string[] => [...stage.matchAll(pattern)].map(([, word = '']) => word);
  return {
    omitted: found(/--omit=(\w+)/g),
    removed: found(/rm -rf (.*)/g).flatMap((words) => words.split(' ')),
  };
}

/** The paths of the packages that are in an image made for this machine. */
export function packagesOfImage(dockerfile: string, packages: Packages, machine: Machine): string[] {
  const { omitted, removed } = recipe(dockerfile);
  const without = (kind: string) => omitted.includes(kind);
  const isOmitted = ({ dev, optional, devOptional }: Locked) =>
    (dev && without('dev')) ||
    (optional && without('optional')) ||
    (devOptional && without('dev') && without('optional'));
  const fits = (locked: Locked) =>
    (['os', 'cpu', 'libc'] as const).every((trait) =>
      [locked[trait] ?? machine[trait]].flat().includes(machine[trait]),
    );
  return Object.entries(packages)
    .filter(([path, locked]) => path.includes('node_modules/') && !isOmitted(locked) && fits(locked))
    .map(([path]) => path)
    .filter((path) => !removed.some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`)));
}

const OURS = ['apps', 'infra', 'libs', 'schema', 'tools', 'package.json'];
/** As .dockerignore leaves them out. */
const NOT_SENT = ['node_modules', 'dist'];

interface Laid {
  readonly root: string;
  readonly folder: string;
}

/** Lays our sources and these packages into the folder, whose files are those of the checkout. */
export function layImage({ root, folder }: Laid, packages: Packages, paths: readonly string[]): void {
  const isSent = (path: string) => !NOT_SENT.includes(basename(path));
  for (const each of OURS) cpSync(join(root, each), join(folder, each), { recursive: true, filter: isSent });
  for (const path of paths) {
    const { link, resolved = '' } = packages[path]!;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (link) symlinkSync(join(folder, resolved), join(folder, path), 'dir');
    else layPackage(join(root, path), join(folder, path));
  }
}

/** Packages within the package are listed by themselves. */
function layPackage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!entry.isDirectory()) layFile(source, target);
    else if (entry.name !== 'node_modules') layPackage(source, target);
  }
}

/** A link costs nothing; on another disk there is none. */
function layFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EXDEV') throw error;
    copyFileSync(source, target);
  }
}
