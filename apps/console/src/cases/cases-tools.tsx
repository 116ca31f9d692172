import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CasesSearch } from '../search.ts';
import { useWords } from '../words.ts';

export const SEARCH_BOX = 'cases-search';
/** Long enough to finish a word, short enough to feel like an answer. */
const PAUSE = 300;
const statuses = ['open', 'merged', 'closed'] as const;

interface ToolsProps {
  readonly search: CasesSearch;
  readonly change: (next: CasesSearch) => void;
}

/** Search and filter; both live in the address, and changing either begins at the first page again. */
export function CasesTools({ search, change }: ToolsProps) {
  const { t } = useWords();
  const options = [
    { value: '', label: t('cases.anyStatus') },
    ...statuses.map((value) => ({ value, label: t(`caseStatus.${value}`) })),
  ];
  return (
    <div className="tools" role="search">
      <SearchBox search={search} change={change} />
      <Select
        aria-label={t('cases.status')}
        style={{ width: 130 }}
        value={search.status ?? ''}
        options={options}
        onChange={(status) => change({ ...(search.q ? { q: search.q } : {}), ...(status ? { status } : {}) })}
      />
    </div>
  );
}

function SearchBox({ search, change }: ToolsProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(search.q ?? '');
  const composing = useRef(false);
  const asked = useRef(search.q);
  const wanted = typed.trim();
  useEffect(() => {
    // The address was changed from elsewhere: by going back, or by taking the filter away.
    if (search.q !== asked.current) setTyped(search.q ?? '');
    asked.current = search.q;
  }, [search.q]);
  useEffect(() => {
    if (wanted === (search.q ?? '')) return undefined;
    const ask = () => {
      if (composing.current) return;
      asked.current = wanted || undefined;
      change({ ...(wanted ? { q: wanted } : {}), ...(search.status ? { status: search.status } : {}) });
    };
    const timer = setTimeout(ask, PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, search, change]);
  return (
    <Input
      id={SEARCH_BOX}
      aria-label={t('cases.search')}
      placeholder={t('cases.searchHint')}
      prefix={<SearchOutlined aria-hidden />}
      suffix={<span className="key">/</span>}
      allowClear
      style={{ width: 340 }}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={() => (composing.current = false)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
