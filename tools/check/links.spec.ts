import { describe, expect, it } from '@jest/globals';
import { deadLinks, headingsOf, linksOf } from './links.ts';

const root = process.cwd();
const complaints = (text: string) =>
  deadLinks(
    [
      { path: 'docs/tour.md', text },
      { path: 'docs/words.md', text: '# 词语 Words\n' },
    ],
    root,
  ).complaints;

describe('links', () => {
  it('lead to files and headings that are there', () =>
    expect(complaints('# A\n[a](words.md) [b](./words.md#词语-words) [c](../package.json) [d](#a)')).toEqual([]));

  it('are dead when the file or the heading is not there, or is outside', () =>
    expect(complaints('[a](nowhere.md)\n[b](words.md#b)\n\n[c](../../etc/hosts)')).toEqual([
      'docs/tour.md:1 points at nowhere.md, which is not there.',
      'docs/tour.md:2 points at words.md#b, which is not there.',
      'docs/tour.md:4 points at ../../etc/hosts, which is not there.',
    ]));

  it('are not looked for on the web or in code', () =>
    expect(linksOf('[a](https://example.org) `[b](c.md)`\n```\n[d](e.md)\n```\n[f](g.md)')).toEqual([
      { target: 'g.md', line: 5 },
    ]));

  it('number headings that are there twice', () =>
    expect(headingsOf('# Way of data\n## Way of data\n### `npm start`, once')).toEqual([
      'way-of-data',
      'way-of-data-1',
      'npm-start-once',
    ]));
});
