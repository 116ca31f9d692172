/** Enters new workspaces into the lock as npm would, so that nobody has to install for them. */
export function lockWorkspaces(text: string, workspaces: Readonly<Record<string, string>>): string {
  const lock = JSON.parse(text) as { packages: Record<string, object> };
  for (const [name, folder] of Object.entries(workspaces)) {
    lock.packages[folder] = { name: `@yimen/${name}`, version: '0.1.0' };
    lock.packages[`node_modules/@yimen/${name}`] = { resolved: folder, link: true };
  }
  const packages = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}
