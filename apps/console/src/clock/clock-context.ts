import { createContext, useContext } from 'react';
import { dayOf } from './days.ts';

export interface ClockReading {
  /** The moment of the service, in milliseconds; it steps once in ten seconds. */
  readonly now: number;
  readonly demonstration: boolean;
  /** How often the clock was moved by hand since the page was opened. */
  readonly moved: number;
  move(change: { set: string } | { days: number }): Promise<void>;
}

export const ClockContext = createContext<ClockReading>({
  now: 0,
  demonstration: false,
  moved: 0,
  move: () => Promise.resolve(),
});

export const useClock = (): ClockReading => useContext(ClockContext);
/** The legal day of the service. */
export const useToday = (): string => dayOf(useClock().now);
