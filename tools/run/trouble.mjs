/** Something the reader can put right; shown as one line, without a stack. */
export class Trouble extends Error {}

export function fail(message) {
  console.error(`yimen: ${message}`);
  process.exitCode = 1;
}
