import { LawError, nearest, shown } from '@yimen/law';

/** One request from outside: nothing about it is known yet. */
export type Request = Readonly<Record<string, unknown>>;

export type Answer = Readonly<Record<string, unknown>>;

export function wrong(code: string, field: string, words: { zh: string; en: string }): LawError {
  return new LawError(code, field, words);
}

/** Names every field of a request that it does not know, with the ones that were perhaps meant. */
export function checkFields(request: Request, known: readonly string[]): void {
  const strange = Object.keys(request).find((field) => !known.includes(field));
  if (strange === undefined) return;
  const near = nearest(strange, known);
  const [zh, en] = near.length > 0 ? [`是否 ${near.join('、')}？`, `Did you mean ${near.join(' or ')}? `] : ['', ''];
  throw wrong('unknown-field', strange.slice(0, 40), {
    zh: `请求里有不认识的“${strange.slice(0, 40)}”；${zh}可用 ${known.join(', ')}。`,
    en: `There is no field "${strange.slice(0, 40)}". ${en}There are ${known.join(', ')}.`,
  });
}

/** The words among the known ones, or the first that is not. */
export function oneOf<Word extends string>(given: readonly unknown[], known: readonly Word[], field: string): Word[] {
  const strange = given.find((word) => !known.some((each) => each === word));
  if (strange === undefined && !given.includes(undefined)) return given as Word[];
  const near = nearest(shown(strange), known);
  const hint = near.length > 0 ? near : known;
  throw wrong('unknown-word', field, {
    zh: `不认识的“${shown(strange)}”；可用 ${hint.join(', ')}。`,
    en: `There is no "${shown(strange)}"; there are ${hint.join(', ')}.`,
  });
}
