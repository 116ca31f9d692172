/** How long a place may wait to be kept: whoever is killed meanwhile does that part again, which is ordinary. */
const HELD_MS = 1_000;

/** Whichever way the clock was moved. */
export const mayWait = (since: string, now: string): boolean => Math.abs(Date.parse(now) - Date.parse(since)) < HELD_MS;
