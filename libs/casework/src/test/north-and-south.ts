/**
 * Invented agencies for specifications: the south hears the north, sums what it notes and wants nothing else. It hears
 * the west too, which has no such words.
 */
import { change, event, on, view } from '@yimen/kernel';
import { z } from 'zod';
import { agency, language } from '../agency.ts';

const none = { zh: '', en: '' };
export const Noted = event({ ...none, name: 'Noted', data: z.object({ fen: z.int() }) });
export const Moved = event({ ...none, name: 'Moved', data: z.object({ fen: z.int() }) });
const northSays = language('north', none, [Noted, Moved]);
export const sums = view<number>({
  name: 'sums',
  on: [on(Noted, ({ data, stream }) => [change<number>(stream, (sum = 0) => sum + data.fen)])],
});
export const north = agency({ speaks: northSays, hears: [], deciders: [] });
export const south = agency({
  speaks: language('south', none, []),
  hears: [northSays, language('west', none, [])],
  deciders: [],
  views: [sums],
});
