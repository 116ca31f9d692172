import { Link } from '@tanstack/react-router';
import { Nothing } from '../parts/block.tsx';
import { useWords } from '../words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <div className="page">
      <Nothing action={<Link to="/cases">{t('block.toCases')}</Link>}>{t('block.noPage')}</Nothing>
    </div>
  );
}
