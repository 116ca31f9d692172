import { prefixOf } from './xml.ts';

/**
 * Adds one cell style, dark red and wrapped, behind those of the workbook, so that no existing number of a style
 * changes. Undefined when the workbook has no table of fonts or of styles: the text is then written without a style.
 */
export function withFaultStyle(xml: string): { xml: string; index: number } | undefined {
  const prefix = prefixOf(xml);
  const look = `<${prefix}sz val="11"/><${prefix}color rgb="FFC00000"/><${prefix}name val="宋体"/>`;
  const font = `<${prefix}font>${look}</${prefix}font>`;
  const fonts = append(xml, { list: `${prefix}fonts`, item: `${prefix}font`, added: font });
  if (!fonts) return undefined;
  const alignment = `<${prefix}alignment vertical="center" wrapText="1"/>`;
  const attributes = `numFmtId="49" fontId="${fonts.count}" fillId="0" borderId="0" xfId="0"`;
  const style = `<${prefix}xf ${attributes} applyFont="1" applyAlignment="1">${alignment}</${prefix}xf>`;
  const styles = append(fonts.xml, { list: `${prefix}cellXfs`, item: `${prefix}xf`, added: style });
  return styles && { xml: styles.xml, index: styles.count };
}

/** Appends to a list of the style sheet and corrects its count; `count` is how many there were. */
function append(
  xml: string,
  { list, item, added }: { list: string; item: string; added: string },
): { xml: string; count: number } | undefined {
  const open = new RegExp(`<${list}(?=[\\s>])[^<>/]*>`).exec(xml);
  const end = open ? xml.indexOf(`</${list}>`, open.index) : -1;
  if (!open || end < 0) return undefined;
  const content = xml.slice(open.index + open[0].length, end);
  const count = content.match(new RegExp(`<${item}(?=[\\s/>])`, 'g'))?.length ?? 0;
  const tag = open[0].replace(/count="\d*"/, `count="${count + 1}"`);
  return { xml: xml.slice(0, open.index) + tag + content + added + xml.slice(end), count };
}
