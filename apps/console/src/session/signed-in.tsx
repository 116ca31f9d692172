import { useEffect } from 'react';
import { useWords } from '../words.ts';
import { tellOthers } from './comeback.ts';

/** The end of a sign-in that was made beside a page on which somebody was working. */
export function SignedIn() {
  const { t } = useWords();
  useEffect(() => {
    tellOthers();
    window.close();
  }, []);
  return (
    <main className="door-main">
      <h1>{t('session.signedIn')}</h1>
      <p>{t('session.goBack')}</p>
      <p>
        <a href="/">{t('block.toCases')}</a>
      </p>
    </main>
  );
}
