/** What the readers of other hands are held to finds what is wrong, so that finding nothing means something. */
import { describe, expect, it } from '@jest/globals';
import { headersOf, valueOf } from './cloud-event.ts';
import { amiss } from './kafka-readers.ts';
import { published } from './kafka-under-test.ts';

const event = published({ said: '受理, accepted' });
const good = headersOf(event, 'union');
const value = valueOf(event);
const without = (name: string) => new Map([...good].filter(([each]) => each !== name));
const withHeader = (name: string, said: string) => new Map([...good, [name, said]]);

describe('the check against CloudEvents', () => {
  it('finds nothing amiss with what we send', () => expect(amiss({ headers: good, value })).toBeUndefined());

  it.each([
    ['another version', { headers: withHeader('ce_specversion', '0.3'), value }, 'ce_specversion'],
    ['no id', { headers: without('ce_id'), value }, 'ce_id is missing'],
    ['no type', { headers: without('ce_type'), value }, 'ce_type is missing'],
    ['no source', { headers: without('ce_source'), value }, 'ce_source'],
    ['a time that is none', { headers: withHeader('ce_time', 'yesterday'), value }, 'ce_time'],
    ['a name with a sign', { headers: withHeader('ce_case-id', 'x'), value }, 'ce_case-id is no name'],
    ['an empty attribute', { headers: withHeader('ce_subject', ''), value }, 'ce_subject is empty'],
    ['another content', { headers: withHeader('content-type', 'text/plain'), value }, 'content-type'],
    ['a value that is no JSON', { headers: good, value: '{"half":' }, 'the value is no JSON'],
    ['no value', { headers: good, value: undefined }, 'the value is no JSON'],
  ])('finds %s', (_, printed, words) => expect(amiss(printed)).toContain(words));
});
