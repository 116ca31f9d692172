/**
 * A question the law cannot answer as it was put. `code` is stable, `field` is the path of the input that is wrong,
 * `zh` and `en` say what is wrong and what to do. Nothing has been computed or kept.
 */
export class LawError extends Error {
  readonly code: string;
  readonly field: string;
  readonly zh: string;
  readonly en: string;

  constructor(code: string, field: string, words: { zh: string; en: string }) {
    super(`${words.zh} / ${words.en}`);
    this.name = 'LawError';
    this.code = code;
    this.field = field;
    this.zh = words.zh;
    this.en = words.en;
  }

  toJSON(): { code: string; field: string; zh: string; en: string } {
    return { code: this.code, field: this.field, zh: this.zh, en: this.en };
  }
}
