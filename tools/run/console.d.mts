export function consoleIsStale(root: string): boolean;
export function buildConsole(root: string, node: string): Promise<{ ok: boolean; output: string }>;
