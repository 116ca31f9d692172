import { expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { CaseRegistered, DoorJoined } from '@yimen/joint-centre-language';
import type { Happened, Row } from '@yimen/kernel';
import { recorded, seen, uuid } from '@yimen/kernel/testing';
import { DuplicatePetitionRefused, PetitionRegistered } from '@yimen/petition-language';
import { figures } from './figures/figures.ts';
import { INTAKE, intakeView } from './figures/intake.view.ts';
import { LEDGER, ledgerView } from './money/ledger.view.ts';

const [caseId, person, employer] = [uuid(1), uuid(2), uuid(3)];
const claimItems = [{ id: uuid(4), person, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen: 940_000 }];
const said = (event: Happened, agency: string, n = 9) =>
  recorded(event, { stream: `${agency}.procedure-${uuid(n)}`, meta: { agency, caseId } });
const registered = (agency: string) =>
  said(
    CaseRegistered({
      ...{ caseId, number: 'n', agency, door: 'window', employer, liable: [], claimItems, same: {}, on: '2026-05-11' },
    }),
    'joint-centre',
  );
const petition = (n: number) =>
  said(PetitionRegistered({ caseId, door: 'online', level: 'district', employer, claimItems }), 'petition', n);
const refused = (n: number) => said(DuplicatePetitionRefused({ pending: uuid(8) }), 'petition', n);

async function counted(...events: readonly ReturnType<typeof said>[]) {
  const rows = async (view: typeof intakeView | typeof ledgerView, name: string) =>
    (await seen(view, ...events)).map((row): [string, Row] => [name, row]);
  const look = memoryRows(...(await rows(intakeView, INTAKE)), ...(await rows(ledgerView, LEDGER)));
  const { intake, cases, claimed } = await figures(look, '2026-05-12T02:00:00Z');
  return { intake, cases, claimed };
}

it('a petition that is refused as a duplicate is somebody who came in, and no case and no claim', async () => {
  const none = { intake: 1, cases: 0, claimed: 0 };
  expect(await counted(petition(5), registered('petition'), refused(5))).toEqual(none);
  expect(await counted(refused(5), petition(5), registered('petition'))).toEqual(none);
});

it('the case that it repeats counts on, also where the second petition was registered on it', async () => {
  const one = { intake: 1, cases: 1, claimed: 940_000 };
  expect(await counted(petition(5), registered('petition'), petition(6), refused(6))).toEqual(one);
  expect(await counted(registered('union'), petition(6), refused(6))).toEqual(one);
  const joins = DoorJoined({ agency: 'union', door: 'window', claimItems: [], same: {}, on: '2026-05-12' });
  const both = [petition(5), registered('petition'), refused(5), said(joins, 'joint-centre')];
  expect(await counted(...both)).toEqual({ ...one, intake: 2 });
});

it('a petition of which the register has not told yet is not counted', async () =>
  expect(await counted(petition(5))).toEqual({ intake: 0, cases: 0, claimed: 0 }));
