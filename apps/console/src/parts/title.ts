import { useEffect } from 'react';
import { useWords } from '../words.ts';

/** Names the page in the tab of the browser, where somebody has many of them open. */
export function useTitle(page: string): void {
  const { t } = useWords();
  const app = t('app.title');
  useEffect(() => {
    document.title = `${page} · ${app}`;
    return () => {
      document.title = app;
    };
  }, [page, app]);
}
