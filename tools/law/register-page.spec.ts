import { describe, expect, it } from '@jest/globals';
import { rules } from '@yimen/law';
import { registerPage, storedPage } from './register-page.ts';

describe('docs/deadlines.md', () => {
  it('is what the register says; else run: node tools/law/register-page.ts', () => {
    expect(storedPage()).toBe(registerPage());
  });

  it('has one line for each rule', () => {
    const page = registerPage();
    expect(rules.filter((rule) => !page.includes(`| \`${rule.id}\` |`))).toEqual([]);
  });
});
