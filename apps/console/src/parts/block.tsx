import { InboxOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { traceOf, wordsOf } from '../graph/trouble.ts';
import { useWords } from '../words.ts';

export function Waiting() {
  const { t } = useWords();
  return (
    <p className="block-note" role="status">
      <span className="spinner" aria-hidden />
      {t('block.waiting')}
    </p>
  );
}

/** An empty place says what is normal and what to do next. */
export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="block-note">
      <InboxOutlined aria-hidden /> <span>{children}</span>
      {action}
    </div>
  );
}

/** What happened, what was kept, what to do. */
export function Failed({ error, again }: { error: CombinedError; again: () => void }) {
  const { t } = useWords();
  const trace = traceOf(error);
  const retry = (
    <Button size="small" icon={<ReloadOutlined aria-hidden />} onClick={again}>
      {t('block.retry')}
    </Button>
  );
  return (
    <Alert
      type="error"
      showIcon
      title={wordsOf(error) ?? t('block.noAnswer')}
      description={trace ? t('block.failedTrace', { trace }) : t('block.failedNext')}
      action={retry}
    />
  );
}

/** The grey strip that stands where an agency would: it says so instead of showing an empty table. */
export function Strip({ children }: { children: ReactNode }) {
  return (
    <p className="strip" role="note">
      <WarningOutlined aria-hidden /> <span>{children}</span>
    </p>
  );
}

export function Panel({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
