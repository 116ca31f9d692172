import { useBlocker } from '@tanstack/react-router';
import { App } from 'antd';
import { useWords } from '../words.ts';

let leaving = false;

/** Begins the page anew for somebody else, without asking: what was typed on it is not the newcomer's. */
export function beginAnew(): void {
  leaving = true;
  location.reload();
}

/**
 * Asks before what is not saved yet is thrown away: by going elsewhere in words of our own, by closing or reloading the
 * page in those of the browser. The answer asks in the same words, for a page that is left by a button of its own.
 */
export function useUnsaved(unsaved: { readonly current: boolean }, text: string): () => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useWords();
  const isSure = async () =>
    !unsaved.current ||
    (await modal.confirm({
      title: t('act.leaveTitle'),
      content: text,
      okText: t('act.leaveYes'),
      okType: 'danger',
      focusable: { autoFocusButton: 'cancel' },
      cancelText: t('act.leaveNo'),
    }));
  useBlocker({
    shouldBlockFn: async () => !(await isSure()),
    enableBeforeUnload: () => unsaved.current && !leaving,
  });
  return isSure;
}
