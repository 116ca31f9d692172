/** The stream of news as a browser gives it: it is played here, since one is refused only by a proxy. */
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { hear } from './news.ts';

class Stream {
  static readonly CLOSED = 2;
  static readonly all: Stream[] = [];
  readyState = 0;
  onmessage?: () => void;
  onopen?: () => void;
  onerror?: () => void;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Stream.all.push(this);
  }
  opened = () => ((this.readyState = 1), this.onopen?.());
  /** The line broke, and the browser joins again by itself. */
  broke = () => ((this.readyState = 0), this.onerror?.());
  /** Somebody answered with another status than 200. */
  refused = () => ((this.readyState = Stream.CLOSED), this.onerror?.());
  close = () => (this.readyState = Stream.CLOSED);
}

const asked = jest.fn();
beforeEach(() => {
  jest.useFakeTimers();
  asked.mockClear();
  Stream.all.length = 0;
  Object.assign(globalThis, { EventSource: Stream });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'EventSource');
});

const last = (): Stream => Stream.all.at(-1)!;

it('is asked for at once, and nothing is asked before there is news', () => {
  hear('/live', asked);
  last().opened();
  expect([Stream.all.map(({ url }) => url), asked.mock.calls.length]).toEqual([['/live'], 0]);
  last().onmessage?.();
  expect(asked).toHaveBeenCalledTimes(1);
});

it('is left to the browser where the line broke; what was missed is asked for', () => {
  hear('/live', asked);
  last().opened();
  last().broke();
  jest.advanceTimersByTime(60_000);
  last().opened();
  expect([Stream.all.length, asked.mock.calls.length]).toEqual([1, 1]);
});

it('is asked for again where it was refused, for as long as anybody listens', () => {
  const end = hear('/live', asked);
  last().refused();
  jest.advanceTimersByTime(60_000);
  expect(Stream.all).toHaveLength(2);
  last().refused();
  jest.advanceTimersByTime(60_000);
  last().opened();
  expect([Stream.all.length, asked.mock.calls.length]).toEqual([3, 1]);
  last().refused();
  end();
  jest.advanceTimersByTime(60_000);
  expect(Stream.all).toHaveLength(3);
});
