/** A place where a line belongs was not found; the reader adds it by hand. */
export class NoPlace extends Error {}

const anyImport = /^import [^;]*;\n/gm;
const ourImport = /^import [^;]* from '@yimen[^;]*;\n/gm;
const reExport = /^export \* from [^;]*;\n/gm;

/** Adds an import after the last one of its sort, else after all, else at the beginning of the file. */
export function addImport(text: string, line: string): string {
  const ours = line.includes(" from '@yimen/") && text.search(ourImport) >= 0;
  return addAfter(text, ours ? ourImport : anyImport, line);
}

/** Adds a re-export after the last one, else after the imports. */
export function addExport(text: string, line: string): string {
  return text.search(reExport) >= 0 ? addAfter(text, reExport, line) : addAfter(text, anyImport, `\n${line}`);
}

function addAfter(text: string, marker: RegExp, line: string): string {
  if (text.includes(line)) return text;
  const last = [...text.matchAll(marker)].at(-1);
  const place = last ? last.index + last[0].length : 0;
  return `${text.slice(0, place)}${line}\n${text.slice(place)}`;
}

/** Adds a name to what is already imported from a package, or imports it. */
export function addToImport(text: string, name: string, source: string): string {
  const found = new RegExp(`import \\{([^}]*)\\} from '${source}';`).exec(text);
  if (!found) return addImport(text, `import { ${name} } from '${source}';`);
  const names = [...(found[1] ?? '').split(','), name].map((each) => each.trim()).filter(Boolean);
  return text.replace(found[0], `import { ${[...new Set(names)].join(', ')} } from '${source}';`);
}

/** Adds an item at the end of the list that begins at the marker. */
export const addToList = (text: string, marker: RegExp, item: string): string => addWithin(text, marker, item);

/** Adds an entry at the end of the table that begins at the marker. */
export const addToTable = (text: string, marker: RegExp, entry: string): string =>
  addWithin(text, marker, `\n${entry},\n`);

function addWithin(text: string, marker: RegExp, item: string): string {
  const found = marker.exec(text);
  if (!found) throw new NoPlace(`there is no place for ${item.trim()} (looked for ${marker.source})`);
  const end = closing(text, found.index + found[0].length);
  const before = text.slice(0, end).trimEnd();
  return `${before}${/[[{,]$/.test(before) ? '' : ','} ${item}${text.slice(end)}`;
}

/** Where the bracket that is open at this place is closed. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ('[{('.includes(text.charAt(at))) depth += 1;
    if (']})'.includes(text.charAt(at))) depth -= 1;
    if (depth === 0) return at;
  }
  throw new NoPlace('a bracket is never closed');
}
