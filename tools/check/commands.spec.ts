import { describe, expect, it } from '@jest/globals';
import { deadCommands } from './commands.ts';

describe('the commands in pages', () => {
  it('are scripts that exist', () =>
    expect(
      deadCommands([
        { path: 'package.json', text: '{"scripts":{"story":"…"}}' },
        { path: 'README.md', text: '# A\n`npm run story S1`, then `npm run storm` and $(npm run -s story)' },
      ]),
    ).toEqual({
      name: 'commands in pages',
      figure: '3 commands',
      complaints: ['README.md:2 says npm run storm, which does not exist.'],
    }));
});
