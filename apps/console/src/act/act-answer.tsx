import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { inputFaults, traceOf, wordsOf } from '../graph/trouble.ts';
import type { Refusal } from '../graph/shapes.ts';
import { useWords } from '../words.ts';
import type { ActState } from './use-act.ts';
import './act.css';

/** What came back, unless it went through: a refusal is an ordinary answer and looks like one. */
export function ActAnswer({ state, again }: { state: ActState; again: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const { refusal, error, loose } = state;
  const answered = Boolean(refusal ?? error);
  useEffect(() => {
    if (answered) box.current?.scrollIntoView({ block: 'nearest' });
  }, [answered, refusal, error]);
  if (!answered) return null;
  return (
    <div ref={box} className="act-answer">
      {refusal && <Refused refusal={refusal} again={again} />}
      {error && inputFaults(error).length > 0 && <Unread state={state} />}
      {error && inputFaults(error).length === 0 && <Broken state={state} />}
      {loose && loose.length > 0 && <Loose faults={loose} />}
    </div>
  );
}

function Refused({ refusal, again }: { refusal: Refusal; again: () => void }) {
  const { t, say } = useWords();
  const stale = refusal.code === 'version-conflict';
  return (
    <section className="refusal" role="alert">
      <h3>{t('act.refused')}</h3>
      <p>{say(refusal.message)}</p>
      <dl>
        {refusal.law && (
          <div>
            <dt>{t('act.law')}</dt>
            <dd>{refusal.law}</dd>
          </div>
        )}
        {refusal.nextDoor && (
          <div>
            <dt>{t('act.nextDoor')}</dt>
            <dd>{say(refusal.nextDoor)}</dd>
          </div>
        )}
      </dl>
      <p className="quiet">{t('act.nothingSaved')}</p>
      {stale && (
        <Button size="small" onClick={again}>
          {t('act.refresh')}
        </Button>
      )}
    </section>
  );
}

const Unread = ({ state }: { state: ActState }) => {
  const { t } = useWords();
  const count = state.error ? inputFaults(state.error).length : 0;
  return <Alert type="warning" showIcon title={t('act.faults', { count })} description={t('act.nothingSaved')} />;
};

function Loose({ faults }: { faults: NonNullable<ActState['loose']> }) {
  const { say } = useWords();
  return (
    <ul className="act-loose">
      {faults.map((fault, at) => (
        <li key={at}>
          <code>{typeof fault.path === 'string' ? fault.path : fault.path.join('.')}</code> {say(fault)}
        </li>
      ))}
    </ul>
  );
}

/** Nobody knows whether it arrived: sending it again with the same id is safe, and that is what is said. */
function Broken({ state }: { state: ActState }) {
  const { t } = useWords();
  const trace = traceOf(state.error);
  const title = (state.error && wordsOf(state.error)) ?? t('block.noAnswer');
  const description = trace ? `${t('act.sendAgain')} ${t('block.failedTrace', { trace })}` : t('act.sendAgain');
  return <Alert type="error" showIcon title={title} description={description} />;
}
