/** Something that is no error but that a person should look at; the value is accepted. */
export interface Warning {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** An identifier that cannot be right. A suggestion is offered, never taken silently. */
export interface Misread {
  readonly ok: false;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}

/** An identifier in its normal form, with what it says about itself. */
export type Read<More extends object = object> = {
  readonly ok: true;
  readonly value: string;
  readonly warnings: readonly Warning[];
} & More;

export type Reading<More extends object = object> = Read<More> | Misread;

export function misread(code: string, words: { zh: string; en: string }, suggestion?: string): Misread {
  return { ok: false, code, ...words, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Full-width letters, digits and marks become half-width; spaces of every kind go, and marks that nobody sees. */
export function halfWidth(text: unknown): string {
  return typed(text)
    .replace(/[\uff01-\uff5e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cf}]/gu, '');
}

/** Whatever was typed, as text; what is no text is read as nothing. */
export function typed(text: unknown): string {
  return typeof text === 'string' ? text : '';
}
