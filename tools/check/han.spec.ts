import { describe, expect, it } from '@jest/globals';
import { hanOutsideLocales } from './han.ts';

describe('the words of the console', () => {
  it('live in locales and nowhere else', () =>
    expect(
      hanOutsideLocales([
        { path: 'apps/console/index.html', text: '<html>\n<title>一门</title>' },
        { path: 'apps/console/src/locales/zh.json', text: '{"a":"一门"}' },
        { path: 'apps/union/README.md', text: '工会' },
      ]).complaints,
    ).toEqual(['apps/console/index.html:2 has words that belong to locales/.']));
});
