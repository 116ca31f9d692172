import { describe, expect, it } from '@jest/globals';
import type { Meta, Recorded } from '@yimen/kernel';
import fc from 'fast-check';
import { headersOf as mapped, readEvent, sourceOf, valueOf } from './cloud-event.ts';
import { whole } from './text.ts';

const meta: Meta = {
  agency: 'union',
  actor: { id: '测试调解员', agency: 'union', roles: ['union.mediator', 'union.chair'] },
  caseId: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1',
  occurredAt: '2026-03-02T09:00:00.000+08:00',
  recordedAt: '2026-03-02T01:00:01.000Z',
  commandId: 'command-1',
  digest: 'd'.repeat(64),
  cause: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c9',
  trace: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  shape: 2,
};
const event: Recorded = {
  id: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c7',
  type: 'MediationOpened',
  stream: 'union.mediation-1',
  version: 3,
  position: 'here',
  data: { claim: 'wages', fen: 1_860_000, text: '欠薪', none: null },
  meta,
};

type Headers = Readonly<Record<string, string>>;
const headersOf = (...of: Parameters<typeof mapped>): Headers => Object.fromEntries(mapped(...of));
const back = (headers: Headers, value: string | undefined, agency = 'union') =>
  readEvent({ header: (name) => headers[name], value, agency, position: 'here' });

/** The rules of CloudEvents 1.0 for attributes and its Kafka binding for binary mode. */
function breaches(headers: Headers): string[] {
  const found: string[] = [];
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith('ce_'));
  for (const [name, value] of attributes) {
    if (!/^ce_[a-z0-9]{1,20}$/.test(name)) found.push(`${name}: lower-case letters and digits only, at most 20`);
    if (/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(value)) found.push(`${name}: forbidden character`);
  }
  for (const name of ['ce_id', 'ce_source', 'ce_type', 'ce_subject']) if (!headers[name]) found.push(`${name}: empty`);
  if (headers['ce_specversion'] !== '1.0') found.push('ce_specversion');
  if (!URL.canParse(headers['ce_source'] ?? '', 'https://example.org')) found.push('ce_source: no URI reference');
  for (const name of ['ce_time', 'ce_recordedtime'])
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(headers[name] ?? '')) found.push(name);
  if (headers['ce_datacontenttype']) found.push('datacontenttype is the header content-type');
  if (headers['content-type'] !== 'application/json') found.push('content-type');
  return found;
}

/** As rows can keep it. */
const anyText = fc.string({ unit: 'binary' }).filter(whole);
const unowned = fc.record({
  ...{ id: fc.uuid(), type: fc.stringMatching(/^[A-Z]\w{0,30}$/), stream: anyText },
  ...{ version: fc.integer({ min: 1 }), position: fc.constant('here'), data: fc.jsonValue() },
  meta: fc.record(
    {
      ...{ agency: anyText, commandId: anyText, digest: anyText, caseId: anyText, cause: anyText, trace: anyText },
      ...{ occurredAt: fc.constant(meta.occurredAt), recordedAt: fc.constant(meta.recordedAt) },
      actor: fc.record({ id: anyText, agency: anyText, roles: fc.array(anyText) }),
      shape: fc.integer({ min: 1 }),
    },
    { requiredKeys: ['agency', 'commandId', 'digest', 'occurredAt', 'recordedAt', 'actor', 'shape'] },
  ),
});
const anything = unowned.map((made) => ({ ...made, stream: `${made.meta.agency}.${made.stream}` }));

describe('an event as a CloudEvent', () => {
  it('has its place in the standard for every part', () => {
    expect(headersOf(event, 'union')).toEqual({
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: 'MediationOpened',
      ce_source: '/yimen/union',
      ce_subject: 'union.mediation-1',
      ce_time: '2026-03-02T09:00:00.000+08:00',
      ce_partitionkey: meta.caseId,
      ce_sequence: '3',
      ce_recordedtime: '2026-03-02T01:00:01.000Z',
      ce_schemaversion: '2',
      ce_agency: 'union',
      ce_actor: '测试调解员',
      ce_actoragency: 'union',
      ce_actorroles: '["union.mediator","union.chair"]',
      ce_commandid: 'command-1',
      ce_commanddigest: 'd'.repeat(64),
      ce_correlationid: meta.caseId,
      ce_causationid: meta.cause,
      traceparent: meta.trace,
      'content-type': 'application/json',
    });
    expect(breaches(headersOf(event, 'union'))).toEqual([]);
    expect(JSON.parse(valueOf(event))).toEqual(event.data);
  });

  it('comes back as it was, with all of its meta', () => {
    expect(back(headersOf(event, 'union'), valueOf(event))).toEqual({ event });
  });

  it('keeps the rules and comes back, whatever texts people and clients have sent', () => {
    fc.assert(
      fc.property(anything, (made) => {
        const { agency } = made.meta;
        const headers = headersOf(made as Recorded, agency);
        const wire = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, `${Buffer.from(value)}`]),
        );
        expect(breaches(headers)).toEqual([]);
        expect(back(wire, valueOf(made as Recorded), agency)).toEqual({ event: JSON.parse(JSON.stringify(made)) });
      }),
    );
  });

  it('is keyed by its stream where it belongs to no case, and says so when it comes back', () => {
    const { caseId: _, ...without } = meta;
    const lone = { ...event, meta: without };
    expect(headersOf(lone, 'union')).toMatchObject({ ce_partitionkey: 'union.mediation-1' });
    expect(back(headersOf(lone, 'union'), valueOf(lone))).toEqual({ event: lone });
  });
});

describe('a message that nobody can read', () => {
  const headers = headersOf(event, 'union');
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
  const cases: [string, Headers, string | undefined, RegExp][] = [
    ['is no JSON', headers, '{"claim":', /value/],
    ['has no value', headers, undefined, /no value/],
    ['has no id', without('ce_id'), '{}', /ce_id is missing/],
    ['has an empty id', { ...headers, ce_id: '' }, '{}', /must not be empty/],
    ['is of another standard', { ...headers, ce_specversion: '0.3' }, '{}', /ce_specversion/],
    [
      'says that another agency has sent it',
      { ...headers, ce_source: sourceOf('court') },
      '{}',
      /ce_source .*"\/yimen/,
    ],
    ['says that another agency has said it', { ...headers, ce_agency: 'court' }, '{}', /ce_agency .*"court"/],
    ['does not say which agency has said it', without('ce_agency'), '{}', /ce_agency is missing/],
    ['is of a stream of another agency', { ...headers, ce_subject: 'court.trial-1' }, '{}', /ce_subject .*"court/],
    [
      'is of a stream that begins like ours',
      { ...headers, ce_subject: 'unions.trial-1' },
      '{}',
      /ce_subject .*"unions/,
    ],
    ['is of a stream of nobody', { ...headers, ce_subject: 'mediation-1' }, '{}', /ce_subject .*"mediation/],
    ['has no number in its stream', { ...headers, ce_sequence: '0' }, '{}', /ce_sequence/],
    ['has no number before it', { ...headers, ce_previoussequence: '-1' }, '{}', /ce_previoussequence/],
    ['has a time without its offset', { ...headers, ce_time: '2026-03-02T09:00:00' }, '{}', /ce_time/],
    ['has a day that is not in the calendar', { ...headers, ce_time: '2026-13-02T09:00:00Z' }, '{}', /ce_time/],
    ['has roles that are no list', { ...headers, ce_actorroles: '"chair"' }, '{}', /ce_actorroles/],
    [
      'has a time of too many digits',
      { ...headers, ce_time: `2026-03-02T09:00:00.${'0'.repeat(80)}Z` },
      '{}',
      /ce_time/,
    ],
    ['has a role that is not whole', { ...headers, ce_actorroles: '["a\\u0000"]' }, '{}', /ce_actorroles/],
    ['is no JSON by its own word', { ...headers, 'content-type': 'application/avro' }, '{}', /content-type/],
    ['breaks its own escapes', { ...headers, ce_actor: '\\u{ffffff}' }, '{}', /code point/],
    ['is not a CloudEvent at all', {}, 'hello', /ce_specversion is missing/],
  ];
  const named = ['ce_id', 'ce_type', 'ce_subject', 'ce_correlationid'].flatMap((name) =>
    [
      ['of 81 characters', 'x'.repeat(81)],
      ['with NUL', 'a\0'],
      ['with NUL, escaped', 'a\\u{0}'],
      ['with half a character', 'a\\u{d800}'],
    ].map(([what, said]) => ({ name, what, said: name === 'ce_subject' ? `union.${said}` : said! })),
  );
  it.each(named)('has $name $what', ({ name, said }) => {
    const why = new RegExp(`^${name} .* is too long to be kept, or not whole text`);
    expect(back({ ...headers, [name]: said }, '{}')).toEqual({ unreadable: expect.stringMatching(why) });
  });

  const others = ['ce_actor', 'ce_actoragency', 'ce_commandid', 'ce_commanddigest', 'ce_causationid', 'ce_trace'];
  it.each(others)('has %s that no row can keep', (name) => {
    for (const said of ['a\0', 'a\\u{0}', 'a\\u{d800}'])
      expect(back({ ...headers, [name]: said }, '{}')).toEqual({ unreadable: expect.stringMatching(name) });
  });

  it('is not one whose names are as long as they may be', () => {
    const long = { ce_id: 'x'.repeat(80), ce_subject: `union.${'x'.repeat(74)}`, ce_correlationid: 'x'.repeat(80) };
    expect(back({ ...headers, ...long }, '{}')).toHaveProperty('event');
  });

  it.each(cases)('%s', (...[, sent, value, why]) => {
    expect(back(sent, value)).toEqual({ unreadable: expect.stringMatching(why) });
  });
});
