import type { zhCN } from './zh-CN.ts';

/** The shape that every language must have; words that count may have a form for one. */
type Words<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]>;
} & {
  readonly [K in keyof T & string as K extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string;
};

export type Dictionary = Words<typeof zhCN>;
