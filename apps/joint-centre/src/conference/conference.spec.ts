import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { town } from '@yimen/casework/testing';
import {
  CaseRegistered,
  ConferenceClosed,
  ConferenceConvened,
  ConferenceResolved,
  DisputeAverted,
  DisputeRenewed,
  MeasureCompleted,
} from '@yimen/joint-centre-language';
import { given, hearing, ID, recorded, seen } from '@yimen/kernel/testing';
import { DossierOpened } from '@yimen/union-language';
import { jointCentre } from '../agency.ts';
import { CASES } from '../case-file/cases.view.ts';
import { NoteConference } from '../case-file/commands.ts';
import { avertedView } from './averted.view.ts';
import {
  CloseConference,
  CompleteMeasure,
  conference,
  ConfirmAverted,
  ConveneConference,
  RenewDispute,
  ResolveConference,
} from './conference.ts';
import { whenADisputeReturns } from './when-a-dispute-returns.ts';
import { whenConvened } from './when-convened.ts';

const caseId = ID.replace(/.$/, '9');
const asked = { caseId, level: 'orange' as const, agencies: ['union', 'hr'] };
const resolved = {
  leadAgency: 'hr',
  measures: [
    { what: '责令限期支付', owner: 'hr', dueOn: '2025-09-25' },
    { what: '调解组驻点', owner: 'union', dueOn: '2025-09-30' },
  ],
};
const convened = ConferenceConvened(asked);
const one = MeasureCompleted({ no: 1 });

describe('a conference', () => {
  it('is convened once, on a case that is registered, each agency named once', () => {
    const twice = { ...asked, agencies: ['union', 'hr', 'union'] };
    given(conference)
      .when(ConveneConference(twice), { facts: { data: {} } })
      .then(convened);
    given(conference).when(ConveneConference(asked)).refused('no-such-case');
    given(conference, convened).when(ConveneConference(asked)).refused('already-convened');
  });

  it('asks the register for its case', async () => {
    const rows = memoryRows([CASES, { key: caseId, data: { caseId } }]);
    expect(await conference.facts.ConveneConference(asked, rows)).toBeDefined();
  });

  it('is resolved by those who sat at the table', () => {
    given(conference, convened).when(ResolveConference(resolved)).then(ConferenceResolved(resolved));
    given(conference, convened)
      .when(ResolveConference({ ...resolved, leadAgency: 'court' }))
      .refused('not-at-the-table');
    given(conference).when(ResolveConference(resolved)).refused('not-convened');
  });

  it('follows its measures by number', () => {
    const agreed = [convened, ConferenceResolved(resolved)];
    given(conference, ...agreed)
      .when(CompleteMeasure({ no: 1 }))
      .then(one);
    given(conference, ...agreed)
      .when(CompleteMeasure({ no: 3 }))
      .refused('no-such-measure');
    given(conference, ...agreed, one)
      .when(CompleteMeasure({ no: 1 }))
      .refused('already-done');
    given(conference, convened)
      .when(CompleteMeasure({ no: 1 }))
      .refused('not-resolved');
  });

  it('is closed when all is done, or when the risk is lower', () => {
    const agreed = [convened, ConferenceResolved(resolved), one];
    given(conference, ...agreed)
      .when(CloseConference({ outcome: 'done' }))
      .refused('measures-open');
    given(conference, ...agreed)
      .when(CloseConference({ outcome: 'relevelled' }))
      .then(ConferenceClosed({ outcome: 'relevelled' }));
    given(conference, ...agreed, MeasureCompleted({ no: 2 }))
      .when(CloseConference({ outcome: 'averted' }))
      .then(ConferenceClosed({ outcome: 'averted' }));
    given(conference, convened)
      .when(CloseConference({ outcome: 'done' }))
      .refused('not-resolved');
  });

  it('that averted a dispute is watched: a new case on the project renews it, half a year confirms it', () => {
    const past = [convened, ConferenceResolved(resolved), one, MeasureCompleted({ no: 2 })];
    const averted = given(conference, ...past, ConferenceClosed({ outcome: 'averted', headCount: 126 }));
    const renewed = DisputeRenewed({ by: ID });
    averted.when(RenewDispute({ by: ID })).then(renewed);
    averted.when(ConfirmAverted({})).then(DisputeAverted({}));
    expect(conference.show(averted.state as never)).toMatchObject({ status: 'watched', closed: true, next: [] });
    given(conference, ...past, ConferenceClosed({ outcome: 'averted' }), renewed)
      .when(ConfirmAverted({}))
      .refused('already-decided');
    given(conference, ...past, ConferenceClosed({ outcome: 'done' }))
      .when(RenewDispute({ by: ID }))
      .refused('already-decided');
  });

  it('that averted a dispute is watched for a hundred and eighty days, unless the dispute comes back', async () => {
    const project = '示例安置房一期';
    const come = (on: string) => {
      const item = { id: on, person: ID, kind: 'wages' as const, from: '2025-11', to: '2025-11', fen: 800_000 };
      const event = DossierOpened({ caseId: on, door: 'window', employer: ID, project, claimItems: [item] });
      return { agency: 'union', caseId: on, event };
    };
    for (const [outcome, clocks] of [
      ['averted', ['averted-watch 2026-07-13 running']],
      ['done', []],
    ] as const) {
      const { tell, voice, due, day, said } = town([jointCentre], '2025-12-02');
      const ask = (command: string, data: object) => tell({ agency: 'joint-centre', command, id: ID, data });
      await voice(come(caseId));
      expect(await ask('ConveneConference', asked)).toBe('done');
      expect(await ask('ResolveConference', { ...resolved, measures: resolved.measures.slice(1) })).toBe('done');
      expect(await ask('CompleteMeasure', { no: 1 })).toBe('done');
      await day('2026-01-14');
      expect(await ask('CloseConference', { outcome, headCount: 126 })).toBe('done');
      expect(await due('joint-centre', ID)).toEqual(clocks);
      await day('2026-07-13');
      expect((await said('joint-centre', ID)).at(-1)?.type).toBe('ConferenceClosed');
      if (outcome === 'done') continue;
      await voice(come(ID.replace(/.$/, '7')));
      expect(await due('joint-centre', ID)).toEqual(['averted-watch 2026-07-13 met']);
      expect((await said('joint-centre', ID)).at(-1)?.type).toBe('DisputeRenewed');
    }
  });

  it('is renewed by a case on the same project only, and only while it is watched', async () => {
    const other = ID.replace(/.$/, '7');
    const closing = recorded(ConferenceClosed({ outcome: 'averted' }), { meta: { caseId } });
    const rows = await seen(avertedView, closing);
    expect(await seen(avertedView, closing, DisputeAverted({}))).toEqual([]);
    expect(await seen(avertedView, closing, DisputeRenewed({ by: other }))).toEqual([]);
    expect(await seen(avertedView, ConferenceClosed({ outcome: 'done' }))).toEqual([]);
    const look = memoryRows(...rows.map((row) => ['averted-disputes', row] as [string, typeof row]), [
      CASES,
      { key: caseId, data: { caseId, project: '示例安置房一期' } },
    ]);
    const item = { id: ID, person: ID, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1 };
    const come = (project?: string, by = other) =>
      hearing(
        whenADisputeReturns,
        CaseRegistered({
          ...{ caseId: by, number: 'n', agency: 'union', door: 'window', employer: ID, claimItems: [item] },
          ...{ on: '2026-01-01', ...(project ? { project } : {}) },
        }),
        look,
      );
    expect((await come('示例安置房一期')).map(({ id, command }) => [id, command])).toEqual([
      [ID, RenewDispute({ by: other })],
    ]);
    expect([await come('另一项目'), await come(), await come('示例安置房一期', caseId)]).toEqual([[], [], []]);
  });

  it('shows who does what until when', () => {
    const { state } = given(conference, convened, ConferenceResolved(resolved), one);
    const card = conference.show(state);
    expect(card).toMatchObject({ status: 'resolved', closed: false, next: [CompleteMeasure, CloseConference] });
    expect(card?.facts.map(({ value }) => value)).toEqual([
      ...['union、hr', 'hr', '✓ 责令限期支付', 'hr', '调解组驻点', 'union'],
    ]);
    expect(conference.show(given(conference).state)).toBeUndefined();
  });

  it('stops the clock of its case, under each of its ids', async () => {
    const other = ID.replace(/.$/, '8');
    const rows = memoryRows(['same-case', { key: other, caseId, data: { survivor: caseId } }]);
    const orders = await hearing(whenConvened, recorded(convened), rows);
    expect(orders.map(({ id, command }) => [id, command])).toEqual([
      [caseId, NoteConference({ conference: ID })],
      [other, NoteConference({ conference: ID })],
    ]);
  });
});
