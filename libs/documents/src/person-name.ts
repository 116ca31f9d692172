import { tidy } from './plain-text.ts';

/** A name (姓名) as it is stored, with what stood in brackets behind it. */
export interface PersonName {
  name: string;
  aside?: string;
}

/** Names of minorities are joined by a middle dot (间隔号), which is typed in many ways. */
const dots = / *[•‧∙⋅・･·‐●] */gu;
const fullStop = /(?<=\p{Script=Han})[.。](?=\p{Script=Han})/gu;
const alignment = /(?<=[\p{Script=Han}〇]) (?=[\p{Script=Han}〇\d])/gu;
const longest = 60;

/**
 * Spaces between Han characters only align a column and go; those of Latin names stay. Dots become `·` (U+00B7). A note
 * in brackets, such as 张三(班组长), is no part of the name.
 */
export function readName(text: string): PersonName | undefined {
  const whole = tidy(text);
  if (whole.length > 4 * longest) return undefined;
  const bracketed = /^([^(（【[]+)[(（【[]([^)）】\]]*)[)）】\]]$/u.exec(whole);
  const name = (bracketed?.[1] ?? whole).trim().replace(alignment, '').replace(dots, '·').replace(fullStop, '·');
  // A name that begins with a sign could become a formula in the next sheet; one without letters is no name.
  if (!/^[\p{L}〇]/u.test(name) || [...name].length > longest) return undefined;
  return bracketed?.[2] ? { name, aside: bracketed[2] } : { name };
}
