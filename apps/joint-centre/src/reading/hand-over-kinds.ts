/** The kinds of hand-over (移交事项) in words. A kind that nobody has agreed on is shown as its agencies wrote it. */
import type { Label } from '@yimen/kernel';
import { handOverKinds } from '@yimen/terms';

const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = handOverKinds;

export function kindLabel(kind: string): Label {
  const [zh, en] = kinds[kind] ?? [kind, kind];
  return { zh, en };
}
