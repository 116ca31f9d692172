/** One file as it should be. A new one may not exist yet; any other is changed. */
export interface Writing {
  readonly path: string;
  readonly text: string;
  readonly isNew: boolean;
}

/** The text of a file of the checkout, if it is there. */
export type Read = (path: string) => string | undefined;

/** Something in the way, for the reader to put right. */
export class Refused extends Error {}

export const fresh = (path: string, lines: readonly string[]): Writing => ({
  path,
  text: `${lines.join('\n')}\n`,
  isNew: true,
});

/** Changes a file that must be there. */
export function changed(read: Read, path: string, change: (text: string) => string): Writing {
  const text = read(path);
  if (text === undefined) throw new Refused(`${path} is missing`);
  return { path, text: change(text), isNew: false };
}
