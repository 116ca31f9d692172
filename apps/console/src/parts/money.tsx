import { useWords } from '../words.ts';
import { yuan } from './yuan.ts';

/** Yuan with two decimals; a dash where the amount is not known, which is not the same as nothing. */
export function Money({ fen }: { fen: number | null | undefined }) {
  const { t } = useWords();
  if (fen === null || fen === undefined) return <span className="quiet">{t('block.unknown')}</span>;
  return <span className="figure">{yuan(fen)}</span>;
}
