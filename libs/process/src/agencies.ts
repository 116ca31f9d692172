/** The list of services of a district: a small part of YAML, read strictly, so that nothing is installed for it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigRefused } from './config.ts';

const listed = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  port: z.coerce.number().int().min(0).max(65_535),
  topic: z.string(),
  schema: z.string(),
  /** Paths under this one go from the gateway to this service as they come. */
  files: z.string().startsWith('/').optional(),
});
export type Listed = z.output<typeof listed>;

const BLANK = /^\s*(#.*)?$/;
const FIELD = /^( {2}- | {4})([a-z]+): *([^\s#]+)( +#.*)?$/;

/** Every service, in the order of the list; a line that is not understood is refused with its number. */
export function readAgencies(path: string): readonly Listed[] {
  const rows: Record<string, string>[] = [];
  for (const [at, line] of textOf(path).split(/\r?\n/).entries()) {
    if (BLANK.test(line) || line === 'agencies:') continue;
    const [, lead = '', name = '', value = ''] = FIELD.exec(line) ?? [];
    if (lead === '  - ') rows.push({});
    const row = rows.at(-1);
    if (!row || !name) throw refused(path, `第 ${at + 1} 行 line ${at + 1}: ${line.trim()}`);
    row[name] = value;
  }
  const read = z.array(listed).min(1).safeParse(rows);
  if (read.success) return read.data;
  throw refused(path, read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw refused(path, (error as Error).message);
  }
}

const refused = (path: string, why: string) =>
  new ConfigRefused(`无法读取机关清单 ${path}，没有启动 · the list of services cannot be read: ${why}`);
