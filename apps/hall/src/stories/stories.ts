/** The stories that the platform can tell: real cases with their dates and sums, through the gateway only. */
import { s1 } from './s1-construction-arrears.ts';
import { s12 } from './s12-two-doors.ts';
import { s5 } from './s5-wrong-unit.ts';
import { s6 } from './s6-broken-agreement.ts';
import type { Teller } from './teller.ts';

export interface Story {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly play: (tell: Teller) => Promise<void>;
}

/** In the order of their dates, so that they can be played into one district. */
export const stories: readonly Story[] = [s6, s1, s5, s12];
