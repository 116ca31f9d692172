/** One sentence of an answer, in both languages: `zh` is what the desk reads, `en` is its full equal. */
export interface Step {
  readonly zh: string;
  readonly en: string;
}

export function say(zh: string, en: string): Step {
  return { zh, en };
}
