import { LawError } from './law-error.ts';

/** What the question needs and does not say. */
export function missing(field: string): LawError {
  return new LawError('missing-field', field, {
    zh: `缺少 ${field}，请补充后重试。`,
    en: `${field} is missing; give it.`,
  });
}
