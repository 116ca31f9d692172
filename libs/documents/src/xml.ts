import { damaged } from './refusal.ts';

/**
 * What little of XML a workbook needs. Everything here is linear in the length of the text, whatever the text is: the
 * files come from strangers.
 */
const longestTag = 8192;

/**
 * The text of one part, without comments and with CDATA as ordinary text. A document type is refused: no program writes
 * one into a workbook, and it is how entities are made to explode.
 */
export function readXml(content: Uint8Array, part: string): string {
  let xml: string;
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw damaged(part);
  }
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) throw damaged(part);
  const uncommented = replaceSections(xml, { open: '<!--', close: '-->', part }, () => '');
  return replaceSections(uncommented, { open: '<![CDATA[', close: ']]>', part }, escapeXml);
}

function replaceSections(
  xml: string,
  { open, close, part }: { open: string; close: string; part: string },
  change: (inner: string) => string,
): string {
  const pieces: string[] = [];
  let at = 0;
  for (let start = xml.indexOf(open); start >= 0; start = xml.indexOf(open, at)) {
    const end = xml.indexOf(close, start + open.length);
    if (end < 0) throw damaged(part);
    pieces.push(xml.slice(at, start), change(xml.slice(start + open.length, end)));
    at = end + close.length;
  }
  return pieces.length ? pieces.join('') + xml.slice(at) : xml;
}

/** The namespace prefix of a part, with its colon: some programs write `<x:worksheet>` for `<worksheet>`. */
export function prefixOf(xml: string): string {
  return /<([A-Za-z_][\w.-]{0,30}:)?(?:worksheet|workbook|sst|styleSheet|Relationships)(?=[\s/>])/.exec(xml)?.[1] ?? '';
}

export function withoutPrefix(xml: string): string {
  const prefix = prefixOf(xml);
  return prefix ? xml.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</') : xml;
}

/** Excel knows 64,000 cell styles and writes nothing else in larger numbers but cells. */
const mostElements = 70_000;

/** The attributes of each element of that name, in the order of the document. */
export function elements(xml: string, name: string): Map<string, string>[] {
  const found = xml.matchAll(new RegExp(`<${name}(?=[\\s/>])([^<>]*)>`, 'g'));
  return Array.from(found.take(mostElements), (match) => attributesOf(match[1]!));
}

/** What stands between the first opening and the first closing tag of that name. */
export function inside(xml: string, name: string): string {
  const open = new RegExp(`<${name}(?=[\\s/>])[^<>]*>`).exec(xml);
  if (!open || open[0].endsWith('/>')) return '';
  const from = open.index + open[0].length;
  const to = xml.indexOf(`</${name}>`, from);
  return to < 0 ? '' : xml.slice(from, to);
}

export function attributesOf(tag: string): Map<string, string> {
  if (tag.length > longestTag) throw damaged('标签过长', 'a tag is too long');
  const attributes = new Map<string, string>();
  // From the beginning of a name only: begun at each of its letters, a long one would be read as often as it has any.
  for (const match of tag.matchAll(/(?<![\w.:-])([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(match[1]!, unescapeXml(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

/** Finds one attribute in the text of a tag, for places where there are millions of tags. */
export function attributeReader(name: string): (tag: string) => string | undefined {
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return (tag) => {
    if (tag.length > longestTag) throw damaged('标签过长', 'a tag is too long');
    const match = pattern.exec(tag);
    return match ? unescapeXml(match[1] ?? match[2] ?? '') : undefined;
  };
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|lt|gt|amp|quot|apos);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity]!;
    const code = Number(entity.startsWith('#x') ? `0${entity.slice(1)}` : entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute; characters that XML cannot hold at all are left out. */
export function escapeXml(text: string): string {
  const holdable = text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (char) => ('\t\n\r'.includes(char) ? char : ''));
  return holdable.replace(/[&<>"]/g, (char) => escapes[char]!);
}
