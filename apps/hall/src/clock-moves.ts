/** The demonstration clock is moved from the pages; nobody moves a real one. */
import express from 'express';
import type { Clock } from '@yimen/adapters';

const DAY = 86_400_000;

/** Takes `{ set }`, an instant, or `{ days }` to move on by; answers once everything that fell due has been done. */
export function clockMoves(app: express.Express, clock: Clock, settled: () => Promise<void>): void {
  app.post('/clock', express.json(), async (request, response) => {
    const { set, days } = request.body ?? {};
    const to = set ? Date.parse(set) : Date.parse(clock.now()) + Number(days) * DAY;
    if (!clock.demonstration || Number.isNaN(to))
      return void response.status(400).json({ error: { zh: '时钟不能这样设置', en: 'The clock cannot be set so' } });
    clock.set(new Date(to).toISOString());
    await settled();
    response.json({ now: clock.now(), demonstration: clock.demonstration });
  });
}
