import { Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useClock } from '../clock/clock-context.ts';
import { stamp } from '../clock/days.ts';
import { Waiting } from '../parts/block.tsx';
import { useWords } from '../words.ts';

const ClockSetting = lazy(() => import('./clock-setting.tsx'));

/** The clock of the service. In a demonstration it can be moved, so that a story runs with its own dates. */
export function ClockBar() {
  const { t } = useWords();
  const { now, demonstration, move } = useClock();
  const [open, setOpen] = useState(false);
  const reading = <time className="figure">{stamp(now)}</time>;
  if (!demonstration) return <span className="bar-clock">{reading}</span>;
  const panel = (
    <Suspense fallback={<Waiting />}>
      <ClockSetting done={() => setOpen(false)} />
    </Suspense>
  );
  return (
    <span className="bar-clock">
      <span className="bar-clock-name">{t('clock.demonstration')}</span>
      {reading}
      <button type="button" className="bar-button" onClick={() => void move({ days: 1 })}>
        {t('clock.nextDay')}
      </button>
      <Popover content={panel} open={open} onOpenChange={setOpen} trigger="click" destroyOnHidden>
        <button type="button" className="bar-button" aria-haspopup="dialog" aria-expanded={open}>
          {t('clock.set')}
        </button>
      </Popover>
    </span>
  );
}
