/** The demonstration district 示例市云岚区: the stories played into one hall, and then the clock is set to the present. */
import { stories } from './stories.ts';
import { teller, type Stage } from './teller.ts';

export async function playDistrict(stage: Stage): Promise<void> {
  for (const { name, play } of stories) await play(teller(stage, name));
  await fetch(`${stage.url}/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ set: new Date().toISOString() }),
  });
  await stage.settled();
}
