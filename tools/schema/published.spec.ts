import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { desks } from '@yimen/hall/desks';
import { published } from './published.ts';

const folder = new URL('../../schema/', import.meta.url);

describe('the published schemas', () => {
  it.each([...published(desks)])('%s is what the declarations say; write it with npm run schema', (name, text) => {
    const file = new URL(name, folder);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing').toBe(text);
  });
});
