import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ask, send } from '../graph/http.ts';
import { ClockContext } from './clock-context.ts';

interface Answer {
  readonly now: string;
  readonly demonstration: boolean;
}

const STEP = 10_000;

/** The service's clock, not the computer's: deadlines are read by it, and in a demonstration it can be moved. */
export function ClockKeeper({ children }: { children: ReactNode }) {
  const [{ ahead, demonstration, moved }, setReading] = useState({ ahead: 0, demonstration: false, moved: 0 });
  const [computer, tick] = useState(() => Date.now());
  const read = useCallback((answer: Answer, byHand: boolean) => {
    const ahead = Date.parse(answer.now) - Date.now();
    const { demonstration } = answer;
    setReading((last) => ({ ahead, demonstration, moved: last.moved + Number(byHand) }));
    tick(Date.now());
  }, []);
  useEffect(() => {
    const check = () =>
      ask<Answer>('/clock').then(
        (answer) => read(answer, false),
        () => undefined,
      );
    void check();
    const checking = setInterval(check, 6 * STEP);
    const ticking = setInterval(() => tick(Date.now()), STEP);
    return () => [checking, ticking].forEach(clearInterval);
  }, [read]);
  const move = useCallback(
    async (change: { set: string } | { days: number }) => read(await send<Answer>('/clock', change), true),
    [read],
  );
  const reading = useMemo(
    () => ({ now: computer + ahead, demonstration, moved, move }),
    [computer, ahead, demonstration, moved, move],
  );
  return <ClockContext value={reading}>{children}</ClockContext>;
}
