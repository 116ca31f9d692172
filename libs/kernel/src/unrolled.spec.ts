/**
 * The whole journey by hand, without the kernel: a worker's matter is opened, one office hears of it and acts, a list
 * shows it. Read this first. The kernel does the same for every agency, and nothing more.
 */
import { describe, expect, it } from '@jest/globals';

interface Stored {
  stream: string;
  version: number;
  type: string;
  data: any;
  commandId: string;
}

/** A log: events in order, and an append that only the reader of the last version may do. */
const openLog = () => {
  const all: Stored[] = [];
  return {
    all,
    read: (stream: string) => all.filter((event) => event.stream === stream),
    append(stream: string, expected: number, events: Omit<Stored, 'stream' | 'version'>[]) {
      if (this.read(stream).length !== expected) return false;
      events.forEach((event, at) => all.push({ ...event, stream, version: expected + at + 1 }));
      return true;
    },
  };
};

/** Rules: what a command makes of what has happened. */
const decide = (command: { type: string; data: any }, past: Stored[]) => {
  const isOpen = past.some(({ type }) => type === 'Opened') && !past.some(({ type }) => type === 'Closed');
  if (command.type === 'Open') return past.length === 0 ? [{ type: 'Opened', data: command.data }] : 'already-open';
  return isOpen ? [{ type: 'Closed', data: {} }] : 'not-open';
};

/** Execute: read, decide, append; the same command id is answered from the log. */
const execute = (
  log: ReturnType<typeof openLog>,
  id: string,
  command: { type: string; data: any; commandId: string },
): string => {
  const past = log.read(id);
  if (past.some(({ commandId }) => commandId === command.commandId)) return 'done';
  const events = decide(command, past);
  if (typeof events === 'string') return events;
  const written = events.map((event) => ({ ...event, commandId: command.commandId }));
  return log.append(id, past.length, written) ? 'done' : execute(log, id, command);
};

describe('the journey, unrolled', () => {
  it('goes from a command to another office and to a list, once, however often it is told', () => {
    const [ours, theirs] = [openLog(), openLog()];
    const list = new Map<string, string>();
    let place = 0;
    const hear = (from = place) => {
      for (const event of ours.all.slice(from)) {
        list.set(event.stream, event.type); // a view: event → row
        if (event.type === 'Opened')
          // a policy: event → own command, its id made from the event's
          execute(theirs, event.stream, {
            type: 'Open',
            data: event.data,
            commandId: `${event.stream}/${event.version}`,
          });
      }
      place = ours.all.length;
    };

    expect(execute(ours, 'm-1', { type: 'Open', data: { fen: 100 }, commandId: 'c-1' })).toBe('done');
    expect(execute(ours, 'm-1', { type: 'Open', data: { fen: 100 }, commandId: 'c-1' })).toBe('done');
    expect(execute(ours, 'm-1', { type: 'Open', data: { fen: 100 }, commandId: 'c-2' })).toBe('already-open');
    hear();
    hear(0); // the same events once more
    expect(theirs.all.map(({ type, data }) => [type, data])).toEqual([['Opened', { fen: 100 }]]);
    execute(ours, 'm-1', { type: 'Close', data: {}, commandId: 'c-3' });
    hear();
    expect([...list]).toEqual([['m-1', 'Closed']]);
  });
});
