import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from './schema.ts';

const form = (properties: object, required: string[] = [], rest: object = {}) =>
  fieldsOf({ type: 'object', properties, required, ...rest });
const only = (node: object, required = true) => form({ it: node }, required ? ['it'] : [])[0];
const uuid = { type: 'string', format: 'uuid', pattern: '^x$' };

describe('a form from a schema', () => {
  it('keeps the order of the declaration and its words', () => {
    const fields = form(
      {
        payBy: { type: 'string', format: 'date', title: 'zh', titleEn: 'Pay by' },
        sealed: { type: 'boolean' },
      },
      ['payBy'],
    );
    expect(fields).toEqual([
      { name: 'payBy', widget: 'date', required: true, words: { zh: 'zh', en: 'Pay by' } },
      { name: 'sealed', widget: 'yes', required: false, untitled: true, words: { zh: 'Sealed', en: 'Sealed' } },
    ]);
  });

  it('leaves out what is hidden', () =>
    expect(form({ terms: { type: 'object', widget: 'hidden' }, note: { type: 'string' } })).toHaveLength(1));

  it.each([
    [
      { type: 'integer', widget: 'money', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      { widget: 'money', least: 1 },
    ],
    [
      { type: 'string', pattern: '^a$', widget: 'month' },
      { widget: 'month', pattern: '^a$' },
    ],
    [{ type: 'string', format: 'date-time' }, { widget: 'moment' }],
    [{ type: 'integer', minimum: -Number.MAX_SAFE_INTEGER }, { widget: 'integer' }],
    [{ type: 'number' }, { widget: 'number' }],
    [
      { type: 'string', maxLength: 60 },
      { widget: 'line', most: 60 },
    ],
    [
      { type: 'string', maxLength: 500 },
      { widget: 'lines', most: 500 },
    ],
    [{ type: 'string', maxLength: 40, widget: 'agency' }, { widget: 'agency' }],
    [
      { type: 'string', enum: ['court'], widget: 'agency' },
      { widget: 'agency', options: [{ value: 'court' }] },
    ],
    [{ ...uuid, widget: 'person' }, { widget: 'person' }],
    [{ type: 'object', additionalProperties: {} }, { widget: 'json' }],
    [{ const: 'wages' }, { widget: 'fixed', start: 'wages' }],
    [{ type: ['string', 'null'] }, { widget: 'line' }],
    [uuid, { widget: 'procedure', of: '' }],
    [{ ...uuid, widget: 'newId' }, { widget: 'newId' }],
    [
      { ...uuid, widget: 'inspection' },
      { widget: 'procedure', of: 'inspection' },
    ],
    [{ type: 'object', properties: { sha256: {} }, widget: 'document' }, { widget: 'document' }],
    [
      { type: 'array', items: { type: 'string' }, widget: 'agencies' },
      { widget: 'choices', offers: 'agency' },
    ],
  ])('draws %j', (node, field) => expect(only(node)).toMatchObject(field));

  it('offers the words of an enum', () =>
    expect(only({ enum: ['a', 'newForm'], words: { a: ['zh a', 'A'] } })).toMatchObject({
      widget: 'choice',
      options: [
        { value: 'a', words: { zh: 'zh a', en: 'A' } },
        { value: 'newForm', words: { zh: 'New form', en: 'New form' } },
      ],
    }));

  it('offers words where a plain string carries some', () =>
    expect(only({ type: 'string', widget: 'handOverKind', words: { lead: ['zh', 'Lead'] } })).toMatchObject({
      widget: 'choice',
      options: [{ value: 'lead' }],
    }));

  it('takes the shape out of "this or nothing", which nobody must fill in', () =>
    expect(only({ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }], title: 'zh' })).toMatchObject({
      widget: 'date',
      required: false,
      words: { zh: 'zh' },
    }));

  it('asks for nothing that has a default', () =>
    expect(only({ type: 'boolean', default: true })).toMatchObject({ required: false, start: true }));

  it('follows references, and stops at those without an end', () => {
    const $defs = { day: { type: 'string', format: 'date' } };
    expect(form({ on: { $ref: '#/$defs/day', title: 'zh' } }, ['on'], { $defs })[0]).toMatchObject({
      widget: 'date',
      words: { zh: 'zh' },
    });
    expect(form({ child: { $ref: '#' } })[0]).toMatchObject({ widget: 'json' });
  });
});

describe('fields that hold fields', () => {
  it('nests groups and rows', () => {
    const instalment = { type: 'object', properties: { fen: { type: 'integer', widget: 'money' } }, required: ['fen'] };
    expect(only(instalment)).toMatchObject({ widget: 'group', fields: [{ name: 'fen', required: true }] });
    expect(only({ type: 'array', minItems: 1, items: instalment })).toMatchObject({
      widget: 'rows',
      least: 1,
      row: { fields: [{ name: 'fen', widget: 'money' }] },
    });
  });

  it('lets rows count themselves where their number has no words', () => {
    const no = { type: 'integer', minimum: 1 };
    const rows = (node: object) => only({ type: 'array', items: { type: 'object', properties: { no: node } } });
    expect(rows(no)?.row?.fields).toMatchObject([{ name: 'no', widget: 'ordinal' }]);
    expect(rows({ ...no, title: 'zh' })?.row?.fields).toMatchObject([{ name: 'no', widget: 'integer' }]);
  });

  it('offers many choices for a list of choices, people or ids', () => {
    expect(only({ type: 'array', items: { enum: ['a'] } })).toMatchObject({
      widget: 'choices',
      offers: 'choice',
      options: [{ value: 'a' }],
    });
    expect(only({ type: 'array', items: { enum: ['a'] }, words: { a: ['zh', 'A'] } })).toMatchObject({
      options: [{ value: 'a', words: { zh: 'zh', en: 'A' } }],
    });
    expect(only({ type: 'array', items: { ...uuid, widget: 'person' } })).toMatchObject({
      widget: 'choices',
      offers: 'person',
    });
  });

  it('knows the tables of claim items', () => {
    const part = { type: 'object', properties: { item: { ...uuid, widget: 'claimItem' }, fen: { widget: 'money' } } };
    expect(only({ type: 'array', widget: 'claimParts', items: part })).toMatchObject({
      widget: 'claimParts',
      fields: [{ name: 'item' }, { name: 'fen', widget: 'money' }],
    });
    expect(only({ type: 'array', widget: 'claimItems', items: { type: 'object' } })).toMatchObject({
      widget: 'claimItems',
    });
  });

  it('tells variants apart by the property that is fixed in all of them', () => {
    const shape = (kind: string, rest: object) => ({
      type: 'object',
      properties: { kind: { type: 'string', const: kind, title: `zh ${kind}`, titleEn: kind }, ...rest },
    });
    expect(
      only({ oneOf: [shape('once', { on: { format: 'date' } }), shape('later', { days: { type: 'integer' } })] }),
    ).toMatchObject({
      widget: 'variants',
      tag: 'kind',
      variants: [
        { value: 'once', words: { zh: 'zh once', en: 'once' }, fields: [{ name: 'on' }] },
        { value: 'later', fields: [{ name: 'days' }] },
      ],
    });
  });

  it('reads a choice of literals as a choice', () =>
    expect(only({ anyOf: [{ const: 'a', title: 'zh' }, { const: 'b' }] })).toMatchObject({
      widget: 'choice',
      options: [{ value: 'a', words: { zh: 'zh' } }, { value: 'b' }],
    }));
});
