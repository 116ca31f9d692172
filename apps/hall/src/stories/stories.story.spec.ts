/** Each story on a fresh hall, through the gateway. A fact that is not so fails the story with what was found. */
import { describe, expect, it } from '@jest/globals';
import { openHall } from '../hall.ts';
import { stories } from './stories.ts';
import { teller } from './teller.ts';

describe('the stories', () => {
  it.each(stories.map((story) => [`${story.name} ${story.title.en}`, story] as const))(
    '%s',
    async (_, { name, play }) => {
      const hall = await openHall();
      let facts = 0;
      try {
        await play(teller(hall, name, ({ kind }) => void (facts += kind === 'fact' ? 1 : 0)));
      } finally {
        await hall.close();
      }
      expect(facts).toBeGreaterThan(10);
    },
    60_000,
  );
});
