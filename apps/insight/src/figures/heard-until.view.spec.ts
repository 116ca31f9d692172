import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import type { Row } from '@yimen/kernel';
import { recorded, seen, uuid } from '@yimen/kernel/testing';
import { PetitionRecalled } from '@yimen/petition-language';
import { heardUntil, heardUntilView } from './heard-until.view.ts';

const recalled = (n: number) =>
  recorded(PetitionRecalled({}), { id: uuid(n), meta: { agency: 'petition', caseId: uuid(n) } });
const until = async (...cases: number[]) => {
  const rows = await seen(heardUntilView, ...cases.map(recalled));
  return heardUntil(memoryRows(...rows.map((row): [string, Row] => [heardUntilView.name, row])));
};

describe('how far was heard', () => {
  it('is the same in whatever order a broker hands on the cases', async () => {
    expect(await until(1, 2, 3)).toBe(await until(3, 1, 2));
  });

  it('is another text as soon as anything more was heard', async () => {
    expect(await until(1, 2)).not.toBe(await until(1));
    expect(await until(1)).not.toBe(await until());
  });
});
