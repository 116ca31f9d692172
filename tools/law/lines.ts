/** Longer than any honest request; a line beyond it is not kept in memory. */
export const LONGEST_LINE = 1_048_576;

export const TOO_LONG = Symbol('a line that is too long');

/** A line of the input, or that it was too long to be read. */
export type Line = string | typeof TOO_LONG;

const NEWLINE = 0x0a;

interface Open {
  readonly parts: Buffer[];
  length: number;
}

function take(open: Open, part: Buffer): void {
  open.length += part.length;
  if (open.length <= LONGEST_LINE) open.parts.push(part);
  else open.parts.length = 0;
}

function close(open: Open): Line {
  const whole = open.length <= LONGEST_LINE;
  const line = Buffer.concat(open.parts).toString('utf8');
  open.parts.length = 0;
  open.length = 0;
  return whole ? line.replace(/^\ufeff/, '').replace(/\r$/, '') : TOO_LONG;
}

/** Lines end at a line feed and at nothing else: a separator of paragraphs in a text does not cut a request in two. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const open: Open = { parts: [], length: 0 };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      take(open, chunk.subarray(from, at));
      yield close(open);
      from = at + 1;
    }
    take(open, chunk.subarray(from));
  }
  if (open.length > 0) yield close(open);
}
