import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { ask } from '../graph/http.ts';
import { useWords } from '../words.ts';

/** Only once somebody answers: what a browser shows in place of a page that it cannot reach leads nowhere. */
const reopen = (): void =>
  void ask('/clock').then(
    () => location.reload(),
    () => undefined,
  );

/** A page that did not come over the line, or that broke. It is opened anew when the line is back. */
export function Broken() {
  const { t } = useWords();
  useEffect(() => {
    addEventListener('online', reopen);
    return () => removeEventListener('online', reopen);
  }, []);
  const retry = <Button onClick={reopen}>{t('block.reopen')}</Button>;
  return (
    <div className="page">
      <Alert type="error" showIcon title={t('block.broken')} description={t('block.brokenNext')} action={retry} />
    </div>
  );
}
