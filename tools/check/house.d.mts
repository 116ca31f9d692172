import type { Linter } from 'eslint';

export const emptyWords: RegExp;
export const house: { readonly rules: Linter.Plugin['rules'] };
export function projectOf(path: string): string;
