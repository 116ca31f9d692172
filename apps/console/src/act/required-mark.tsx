import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

/** A star behind the words, which says what it means when one points at it. */
function Mark({ label, required }: { label: ReactNode; required: boolean }) {
  const { t } = useWords();
  if (!required) return <>{label}</>;
  return (
    <>
      {label}
      <span className="act-star" title={t('act.required')}>
        {' *'}
      </span>
    </>
  );
}

/** How every form of the console marks what must be filled in. */
export const requiredMark = (label: ReactNode, { required }: { required: boolean }) => (
  <Mark label={label} required={required} />
);
