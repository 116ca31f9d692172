import { describe, expect, it } from '@jest/globals';
import { ID, seen, uuid } from '@yimen/kernel/testing';
import { DoorOpened } from '../case-file/inside.ts';
import { caseNumbersView, numberOf } from './case-numbers.view.ts';

const claim = { id: uuid(90), person: uuid(91), kind: 'wages', from: '2025-06', to: '2025-08', fen: 1 } as const;
const door = (n: number, on: string) =>
  DoorOpened({
    ...{ caseId: uuid(n), procedure: `union.dossier-${ID}`, agency: 'union', door: 'window', employer: ID, liable: [] },
    ...{ claimItems: [claim], on, because: '立案卷' },
  });

describe('the numbers of a year', () => {
  it('begin with one and follow each other as the doors do', async () => {
    const doors = [door(7, '2025-12-30'), door(3, '2025-12-31'), door(5, '2026-01-04'), door(1, '2025-12-31')];
    const rows = await seen(caseNumbersView, ...doors);
    expect(rows.map(({ key, data }) => [key, data.count])).toEqual(
      expect.arrayContaining([
        ...[
          ['2025', 3],
          ['2026', 1],
        ],
        ...[
          [uuid(7), 1],
          [uuid(3), 2],
          [uuid(1), 3],
          [uuid(5), 1],
        ],
      ]),
    );
    expect(rows).toHaveLength(6);
  });

  it('are written with four digits, and more where a year has more', () =>
    expect([numberOf('2025', 1), numberOf('2025', 12_345)]).toEqual(['云岚〔2025〕0001号', '云岚〔2025〕12345号']));
});
