import type { Dictionary } from './dictionary.ts';
import { file } from './en/file.ts';
import { forms } from './en/forms.ts';
import { frame } from './en/frame.ts';
import { operating } from './en/operating.ts';
import { pages } from './en/pages.ts';

/** The words of the pages in English, complete. */
export const en: Dictionary = { ...frame, ...file, ...forms, ...pages, ...operating };
