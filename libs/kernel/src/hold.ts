/** So long a place may wait to be kept: whoever is killed meanwhile does that part again, which is ordinary. */
const HELD_MS = 1_000;

/** Whether what waits since then may wait on. A clock that was moved, either way, ends the waiting. */
export const mayWait = (since: string, now: string): boolean => Math.abs(Date.parse(now) - Date.parse(since)) < HELD_MS;
