import { describe, expect, it } from '@jest/globals';
import { place } from './faults.ts';
import type { Field } from './field.ts';
import { mutationOf } from './mutation.ts';
import { beginRow, collect, drawn, startOf, type Claim } from './values.ts';

const words = { zh: 'zh', en: 'en' };
const field = (name: string, widget: Field['widget'], rest: Partial<Field> = {}): Field => ({
  name,
  widget,
  words,
  required: false,
  ...rest,
});
const claim: Claim = { id: 'c1', person: 'p1', kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 };
const known = { claims: [claim], employers: [{ id: 'o1' }], opening: true, newId: () => 'new' };
const part = [field('item', 'claimItem', { required: true }), field('fen', 'money', { required: true })];

describe('what a form begins with', () => {
  it('shows defaults in the way people write them', () =>
    expect(
      startOf([field('fen', 'money', { start: 120_000 }), field('sealed', 'yes', { start: true })], known),
    ).toEqual({
      fen: '1,200.00',
      sealed: true,
    }));

  it.each([true, false])('takes all claim items along where a procedure is opened, asked for or not: %s', (required) =>
    expect(startOf([field('claimItems', 'claimItems', { required })], known)).toEqual({
      claimItems: { picked: [claim], fresh: [] },
    }),
  );

  it('begins with one to be typed in where the case itself is opened', () =>
    expect(startOf([field('claimItems', 'claimItems')], { ...known, claims: [], isNew: true })).toEqual({
      claimItems: { picked: [], fresh: [{ id: known.newId() }] },
    }));

  it('takes none along where the procedure has them already', () =>
    expect(startOf([field('claimItems', 'claimItems', { required: true })], { ...known, opening: false })).toEqual({
      claimItems: { picked: [], fresh: [] },
    }));

  it('makes the ids that a command asks for', () => {
    const row = field('', 'group', { fields: [field('handOver', 'newId')] });
    expect(startOf([field('handOver', 'newId')], known)).toEqual({ handOver: 'new' });
    expect(beginRow(row, known)).toEqual({ handOver: 'new' });
  });

  it('fills in the only employer that there is', () =>
    expect(startOf([field('employer', 'organisation'), field('payer', 'organisation')], known)).toEqual({
      employer: 'o1',
    }));

  it('opens the first row of a list that needs one', () =>
    expect(
      startOf([field('rows', 'rows', { required: true, row: field('', 'group', { fields: [] }) })], known),
    ).toEqual({
      rows: [{}],
    }));

  it('asks neither for the case nor for what is fixed', () =>
    expect(drawn([field('caseId', 'case'), field('kind', 'fixed'), field('note', 'lines')])).toHaveLength(1));
});

describe('what a form sends', () => {
  it('sends fen, numbers, days and trimmed words', () =>
    expect(
      collect(
        [
          field('fen', 'money'),
          field('days', 'integer'),
          field('on', 'date'),
          field('note', 'lines'),
          field('x', 'line'),
        ],
        { fen: '1.2\u4e07', days: '15', on: '2025-09-24', note: ' a ', x: '  ' },
      ),
    ).toEqual({ fen: 1_200_000, days: 15, on: '2025-09-24', note: 'a' }));

  it('fills in the case and what is fixed', () =>
    expect(collect([field('caseId', 'case'), field('kind', 'fixed', { start: 'k' })], {}, 'c-1')).toEqual({
      caseId: 'c-1',
      kind: 'k',
    }));

  it('sends no for a required tick, and nothing for one that may stay open', () =>
    expect(collect([field('a', 'yes', { required: true }), field('b', 'yes')], {})).toEqual({ a: false }));

  it('leaves out empty lists and groups that nobody asked for', () =>
    expect(
      collect(
        [
          field('list', 'choices'),
          field('group', 'group', { fields: [field('place', 'line')] }),
          field('must', 'choices', { required: true }),
        ],
        { list: [], group: { place: '' }, must: [] },
      ),
    ).toEqual({ must: [] }));

  it('sends parts of claim items in fen', () =>
    expect(
      collect([field('parts', 'claimParts', { fields: part })], { parts: [{ item: 'c1', fen: '9,000' }] }),
    ).toEqual({
      parts: [{ item: 'c1', fen: 900_000 }],
    }));

  it.each([
    [field('', 'claimItem'), ['c1']],
    [field('', 'json'), [claim]],
    [field('', 'group', { fields: [field('id', 'claimItem'), field('fen', 'money')] }), [{ id: 'c1', fen: 1_800_000 }]],
  ])('sends claim items as they are asked for', (row, items) =>
    expect(collect([field('items', 'claimItems', { row })], { items: { picked: [claim], fresh: [] } })).toEqual({
      items,
    }),
  );

  it('sends claim items that are new beside those of the case', () => {
    const row = field('', 'group', { fields: [field('id', 'claimItem'), field('fen', 'money')] });
    expect(
      collect([field('items', 'claimItems', { row })], { items: { picked: [], fresh: [{ id: 'n', fen: '3' }] } }),
    ).toEqual({ items: [{ id: 'n', fen: 300 }] });
  });

  it('sends the chosen variant only', () => {
    const variants = [
      { value: 'once', words, fields: [field('on', 'date')] },
      { value: 'later', words, fields: [field('days', 'integer')] },
    ];
    expect(
      collect([field('how', 'variants', { tag: 'kind', variants })], {
        how: { kind: 'later', days: 3, on: '2025-01-01' },
      }),
    ).toEqual({ how: { kind: 'later', days: 3 } });
  });

  it('numbers the rows that count themselves, as they stand when they are sent', () => {
    const row = field('', 'group', { required: true, fields: [field('no', 'ordinal'), field('fen', 'money')] });
    expect(collect([field('parts', 'rows', { row })], { parts: [{ fen: '1' }, { fen: '2' }] })).toEqual({
      parts: [
        { no: 1, fen: 100 },
        { no: 2, fen: 200 },
      ],
    });
  });

  it('sends rows of plain values and of groups', () => {
    const instalment = field('', 'group', { required: true, fields: [field('fen', 'money')] });
    expect(
      collect([field('dates', 'rows', { row: field('', 'date') }), field('parts', 'rows', { row: instalment })], {
        dates: ['2025-01-01', null],
        parts: [{ fen: '1' }, { fen: '2.5' }],
      }),
    ).toEqual({ dates: ['2025-01-01'], parts: [{ fen: 100 }, { fen: 250 }] });
  });
});

describe('faults of fields', () => {
  const fields = [
    field('payBy', 'date'),
    field('parts', 'claimParts', { fields: part }),
    field('rows', 'rows', { row: field('', 'group', { fields: part }) }),
    field('items', 'claimItems'),
    field('venue', 'group', { fields: [field('place', 'line')] }),
  ];
  const at = (path: string) => place([{ path, ...words }], fields).placed[0];

  it('find their fields', () => {
    expect(at('payBy')?.at).toEqual(['payBy']);
    expect(at('input.venue.place')?.at).toEqual(['venue', 'place']);
    expect(at('items.2')).toEqual({ at: ['items', 'picked'], row: 3, ...words });
    expect(at('items')?.at).toEqual(['items', 'picked']);
    expect(at('rows.1.fen')?.at).toEqual(['rows', 1, 'fen']);
    expect(at('parts.4.fen')).toEqual({ at: ['parts'], row: 5, ...words });
  });

  it('are said above the form where no field shows them', () =>
    expect(place([{ path: ['occurredAt'], ...words }], fields)).toEqual({
      placed: [],
      loose: [{ path: ['occurredAt'], ...words }],
    }));
});

describe('the mutation of a command', () => {
  it('is made from its declaration', () =>
    expect(mutationOf({ mutation: 'openMediation', inputType: 'OpenMediationInput!' })).toContain(
      '$input: OpenMediationInput!) {\n  receipt: openMediation(id: $id',
    ));

  it('is not made from anything else', () =>
    expect(() => mutationOf({ mutation: 'a { b }', inputType: 'I' })).toThrow('not the name'));
});
