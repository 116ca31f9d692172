/** What one check says of the whole tree: it holds when nobody complains. */
export interface Verdict {
  readonly name: string;
  /** What was measured, in a word or two. */
  readonly figure: string;
  /** One line each, beginning with the place. */
  readonly complaints: readonly string[];
}

/** A file as the checks see it; the path is relative to the root, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}
