/** Programs that are not ours and read our topics, for specifications: their own words, taken apart into events. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Recorded } from '@yimen/kernel';
import { readEvent } from './cloud-event.ts';
import { isOwnBroker, type BrokerUnderTest } from './kafka-under-test.ts';

export interface Reading {
  readonly broker: BrokerUnderTest;
  readonly topic: string;
  /** Whose topic it is. */
  readonly agency: string;
  /** So many messages are there. */
  readonly count: number;
}

/** A message as such a program tells it. */
interface Printed {
  readonly headers: ReadonlyMap<string, string>;
  readonly value: string | undefined;
}

export interface Reader {
  readonly name: string;
  /** Why it cannot be had here. */
  readonly why?: string | undefined;
  read(of: Reading): Promise<readonly Printed[]>;
}

const run = promisify(execFile);
const HEADER = '\u0001';
const END = '\u0002';

/** Each line is headers, then the value. */
const lines = (printed: string, header: (text: string) => [name: string, value: string], between: string | RegExp) =>
  printed
    .trim()
    .split('\n')
    .map((line): Printed => {
      const [headers = '', value] = line.split(END);
      return { headers: new Map(headers.split(between).map(header)), value };
    });

const cutAt = (sign: string) => (text: string) =>
  [text.slice(0, text.indexOf(sign)), text.slice(text.indexOf(sign) + 1)] as [string, string];

const javaConsole: Reader = {
  name: 'the console of Kafka',
  why: isOwnBroker() ? undefined : 'it comes with a broker of our own',
  async read({ broker, topic, count }) {
    const printed = await broker.java!(
      ...['console-consumer', '--topic', topic, '--from-beginning', '--max-messages', String(count)],
      ...['--formatter-property', 'print.headers=true', '--formatter-property', `headers.separator=${HEADER}`],
      ...['--formatter-property', `key.separator=${END}`],
    );
    return lines(printed, cutAt(':'), HEADER);
  },
};

const kcat: Reader = {
  name: 'kcat',
  why: spawnSync('kcat', ['-V']).error ? 'there is no kcat on the PATH' : undefined,
  async read({ broker, topic, count }) {
    const format = ['-f', `%h${END}%s\n`, '-o', 'beginning', '-c', String(count), '-e', '-q'];
    const { stdout } = await run('kcat', ['-C', '-b', broker.brokers, '-t', topic, ...format]);
    // It has commas between headers, as there are in values: a header begins where a name does.
    return lines(stdout, cutAt('='), /,(?=(?:ce_[a-z]+|content-type|traceparent)=)/);
  },
};

export const readers: readonly Reader[] = [javaConsole, kcat];

/** What CloudEvents 1.0 asks of every event in the binary mode of Kafka; undefined where nothing is amiss. */
export function amiss({ headers, value = '' }: Printed): string | undefined {
  for (const [name, said] of headers) {
    if (!/^(ce_[a-z0-9]+|content-type|traceparent)$/.test(name)) return `${name} is no name of an attribute`;
    if (said === '') return `${name} is empty`;
  }
  for (const name of ['ce_id', 'ce_type']) if (!headers.get(name)) return `${name} is missing`;
  if (headers.get('ce_specversion') !== '1.0') return 'ce_specversion is not 1.0';
  const source = headers.get('ce_source');
  if (!source || !URL.canParse(source, 'https://example.org')) return 'ce_source is no reference';
  if (Number.isNaN(Date.parse(headers.get('ce_time') ?? ''))) return 'ce_time is no time';
  if (headers.get('content-type') !== 'application/json') return 'content-type is not JSON';
  try {
    JSON.parse(value);
    return undefined;
  } catch {
    return 'the value is no JSON';
  }
}

/** The events as a program that knows CloudEvents and not us can read them; what is amiss in place of an event. */
export async function readBy(reader: Reader, of: Reading) {
  return (await reader.read(of)).map((printed) => {
    const read = readEvent({
      header: (name) => printed.headers.get(name),
      value: printed.value,
      agency: of.agency,
      position: '',
    });
    return amiss(printed) ?? ('event' in read ? bare(read.event) : read);
  });
}

export const bare = ({ position: _, ...event }: Recorded) => event;
