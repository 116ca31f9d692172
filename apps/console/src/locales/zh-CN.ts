import { file } from './zh-CN/file.ts';
import { forms } from './zh-CN/forms.ts';
import { frame } from './zh-CN/frame.ts';
import { operating } from './zh-CN/operating.ts';
import { pages } from './zh-CN/pages.ts';

/** The words of the pages in Chinese, from which every other language takes its shape. */
export const zhCN = { ...frame, ...file, ...forms, ...pages, ...operating };
