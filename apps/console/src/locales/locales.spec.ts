import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** All words of a dictionary by their full name; the form for one stands for the form for many. */
function words(dictionary: object, path = ''): Map<string, string> {
  const found = Object.entries(dictionary).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : [...words(value as object, `${path}${key}.`)],
  );
  return new Map(found);
}

/** The codes that the schema promises of a status: "offered, received or returned". */
function statusesOf(type: string): string[] {
  const sdl = readFileSync(new URL('../../../joint-centre/src/joint-centre.graphql', import.meta.url), 'utf8');
  const said = new RegExp(`type ${type} \\{[^}]*"([^"]+)"\\s+status:`).exec(sdl)?.[1] ?? '';
  return said.split(/, | or /);
}

const blanks = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();

describe('the words of the pages', () => {
  const chinese = words(zhCN);
  const english = words(en);

  it('are the same in both languages', () => {
    const bare = [...english.keys()].filter((key) => !key.endsWith('_one'));
    expect(bare.toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it('are never empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  it('have the same blanks to fill in', () => {
    for (const [key, text] of english) {
      expect([key, blanks(text)]).toEqual([key, blanks(chinese.get(key.replace(/_one$/, '_other')) ?? '')]);
    }
  });

  it('say what every status of a hand-over and of a merge means', () => {
    expect(zhCN.mergeStatus).toEqual(
      Object.fromEntries(statusesOf('MergeProposal').map((code) => [code, expect.any(String)])),
    );
    expect(Object.keys(zhCN.handOverStatus)).toEqual(expect.arrayContaining(statusesOf('HandOver')));
  });

  it('contain no Chinese in English, but for the name of the other language and the unit that may be typed', () => {
    const allowed = ['app.otherLanguage', 'amount.hint', 'amount.notNumber'];
    const strange = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !allowed.includes(key));
    expect(strange).toEqual([]);
  });
});
