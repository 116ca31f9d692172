import { Alert, Button } from 'antd';
import { useState } from 'react';
import { MomentInput } from '../act/inputs/day-input.tsx';
import { useClock } from '../clock/clock-context.ts';
import { sent } from '../clock/days.ts';
import { useWords } from '../words.ts';

/** Sets the demonstration clock to a day and an hour. */
export default function ClockSetting({ done }: { done: () => void }) {
  const { t, say } = useWords();
  const { now, move } = useClock();
  const [moment, setMoment] = useState<string | undefined>(() => sent(now));
  const [failed, setFailed] = useState<string>();
  const set = () =>
    moment && move({ set: moment }).then(done, (trouble) => setFailed(say(trouble?.words) || t('block.noAnswer')));
  return (
    <div className="clock-setting">
      <label htmlFor="clock-setting">{t('clock.setTo')}</label>
      <div className="clock-setting-row">
        <MomentInput id="clock-setting" value={moment} onChange={setMoment} />
        <Button type="primary" disabled={!moment} onClick={() => void set()}>
          {t('clock.set')}
        </Button>
      </div>
      <p className="quiet">{t('clock.explain')}</p>
      {failed && <Alert type="error" showIcon title={failed} />}
    </div>
  );
}
