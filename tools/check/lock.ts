import type { Source, Verdict } from './verdict.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Whether `npm ci` can succeed on every platform. npm leaves a package for another platform out of the lock when the
 * registry does not have it, and then fails there; a registry in the lock would bind everybody to that one.
 */
export function lockFile(tree: readonly Source[]): Verdict {
  const text = tree.find(({ path }) => path === 'package-lock.json')?.text;
  if (!text) return { name: 'lock file', figure: 'missing', complaints: ['package-lock.json is missing.'] };
  const packages = (JSON.parse(text) as { packages: Record<string, Locked> }).packages;
  const strangers = workspacesOf(tree).filter((folder) => !(folder in packages));
  const complaints = strangers.map((folder) => `the workspace ${folder} is missing; run npm install.`);
  const gaps = Object.entries(packages).flatMap(([path, locked]) => [
    ...missing(path, locked, packages),
    ...(/^(https?|git)/.test(locked.resolved ?? '') ? [`${path} names the place it came from.`] : []),
    ...(isUnsealed(path, locked) ? [`${path} has no checksum.`] : []),
  ]);
  return {
    name: 'lock file',
    figure: `${Object.keys(packages).length} packages`,
    complaints: [...complaints, ...gaps].map((complaint) => `package-lock.json: ${complaint}`),
  };
}

function workspacesOf(tree: readonly Source[]): string[] {
  return tree.flatMap(({ path }) => /^((?:libs|apps)\/[^/]+(?:\/language)?)\/package\.json$/.exec(path)?.[1] ?? []);
}

function missing(path: string, locked: Locked, packages: Readonly<Record<string, Locked>>): string[] {
  const wanted = Object.keys({ ...locked.dependencies, ...locked.optionalDependencies });
  return wanted
    .filter((name) => !isFound(path, name, packages))
    .map((name) => `${name}, wanted by ${path}, is missing.`);
}

/** Looks where Node looks: in the package's own folder, then in each one above. */
function isFound(path: string, name: string, packages: Readonly<Record<string, Locked>>): boolean {
  const place = `${path ? `${path}/` : ''}node_modules/${name}`;
  if (place in packages) return true;
  if (path === '') return false;
  return isFound(path.slice(0, Math.max(0, path.lastIndexOf('/'))), name, packages);
}

function isUnsealed(path: string, { integrity, link, inBundle }: Locked): boolean {
  return path.includes('node_modules/') && !link && !inBundle && !integrity;
}
