export function findNpm(): { command: string; args: string[]; shell: boolean };
