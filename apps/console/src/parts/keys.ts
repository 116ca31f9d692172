import { useEffect } from 'react';

/** Whether somebody is writing, so that single letters are text and not orders. */
export function isWriting(event: KeyboardEvent): boolean {
  // An input method that is composing owns every key; 229 is how older browsers say so.
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target as HTMLElement | null;
  return Boolean(target?.isContentEditable || target?.closest?.('input, textarea, select, [role=combobox]'));
}

/** Single keys of a page. Off while somebody writes, and with Ctrl, Alt or Meta, which belong to the browser. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isWriting(event) || event.ctrlKey || event.altKey || event.metaKey) return;
      const act = keys[event.key];
      // What lies over the page has the keys for itself.
      if (!act || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [keys]);
}

/** Moves the focus along the links that stand for rows; the browser then opens them with Enter. */
export function stepRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
