/** Legal days are days in Asia/Shanghai, which is eight hours ahead and has known no summer time since 1992. */
const AHEAD = 8 * 3_600_000;
const DAY = 86_400_000;

const wall = (moment: string | number): string =>
  new Date((typeof moment === 'number' ? moment : Date.parse(moment)) + AHEAD).toISOString();
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The legal day of an instant; a plain day stays as it is. */
export const dayOf = (moment: string | number): string =>
  typeof moment === 'string' && isDay(moment) ? moment : wall(moment).slice(0, 10);

/** `2025-09-24 10:20` in Shanghai, wherever the browser stands; a plain day has no hour. */
export function stamp(moment: string | number): string {
  if (typeof moment === 'string' && isDay(moment)) return moment;
  if (typeof moment === 'string' && Number.isNaN(Date.parse(moment))) return moment;
  return wall(moment).slice(0, 16).replace('T', ' ');
}

/** `10:20` in Shanghai. */
export const hourOf = (moment: string | number): string => wall(moment).slice(11, 16);

/** `2025-09-24T10:20:00+08:00`, the way in which moments are sent. */
export const sent = (moment: number): string => `${wall(moment).slice(0, 19)}+08:00`;

/** Calendar days from one legal day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
