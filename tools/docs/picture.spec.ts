import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { desks } from '@yimen/hall/desks';
import { pictureOf } from './picture.ts';

describe('the picture of the architecture', () => {
  it('is what the declarations say; draw it with node tools/docs/picture.ts', () => {
    const drawn = readFileSync(new URL('../../docs/architecture.svg', import.meta.url), 'utf8');
    expect(drawn).toBe(pictureOf(desks));
  });
});
