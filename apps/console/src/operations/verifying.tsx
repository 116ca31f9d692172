import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { stamp } from '../clock/days.ts';
import { Nothing, Panel } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import type { Operations, Verification } from './operations.ts';
import type { Operate } from './use-operate.ts';

interface VerifyingProps {
  readonly operations: Operations;
  readonly operate: Operate;
}

/** Folds the logs anew and compares every row; what differs is named, what could not be read as well. */
export function Verifying({ operations: { verification }, operate }: VerifyingProps) {
  const { t } = useWords();
  const running = verification?.state === 'running';
  const start = (
    <Button
      icon={<SafetyCertificateOutlined aria-hidden />}
      disabled={operate.busy || running}
      onClick={() => void operate.run('Verify')}
    >
      {t('operations.verify')}
    </Button>
  );
  return (
    <Panel title={t('operations.verifyTitle')} aside={start}>
      {verification ? <Found of={verification} /> : <Nothing>{t('operations.neverVerified')}</Nothing>}
    </Panel>
  );
}

function Found({ of: { state, startedAt, views, findings, unread, why } }: { of: Verification }) {
  const { t, say, coded } = useWords();
  const well = state === 'done' && findings.length === 0;
  return (
    <div className="panel-body">
      <p className={well ? 'operations-good' : state === 'running' ? '' : 'operations-bad'}>
        {state !== 'done' && coded('verifyState', state)}
        {state === 'done' && (well ? t('operations.agrees') : t('operations.findings', { count: findings.length }))}
      </p>
      <p className="quiet">{t('operations.verifiedAt', { time: stamp(startedAt), count: views })}</p>
      {why && <p className="operations-bad">{why}</p>}
      <ul className="ids">
        {findings.map(({ where, what, label }) => (
          <li key={`${where} ${what}`}>
            <code>{where}</code> <code>{what}</code> {say(label)}
          </li>
        ))}
      </ul>
      {unread.length > 0 && (
        <p className="quiet">{t('operations.unread', { views: unread.join(t('app.listSign')) })}</p>
      )}
    </div>
  );
}
