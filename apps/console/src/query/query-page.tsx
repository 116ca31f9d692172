import { Button, Input } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { Panel } from '../parts/block.tsx';
import { useTitle } from '../parts/title.ts';
import { useWords } from '../words.ts';
import { examples } from './examples.ts';
import './query.css';

interface Result {
  readonly text: string;
  readonly milliseconds: number;
}

/** A plain place to ask the graph, with one's own rights and nothing fetched from elsewhere. */
export default function QueryPage() {
  const { t } = useWords();
  useTitle(t('nav.query'));
  const [query, setQuery] = useState(examples.cases);
  const [variables, setVariables] = useState('{}');
  const [result, setResult] = useState<Result>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setResult(await ask(query, variables).finally(() => setBusy(false)));
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.query')}</h1>
        <span className="quiet">{t('query.explain')}</span>
      </header>
      <Examples choose={setQuery} />
      <div className="query" onKeyDown={byKey} role="presentation">
        <Panel title={t('query.ask')} aside={<Run busy={busy} run={run} />}>
          <Code label={t('query.ask')} text={query} change={setQuery} rows={18} />
          <p className="query-label">{t('query.variables')}</p>
          <Code label={t('query.variables')} text={variables} change={setVariables} rows={4} />
        </Panel>
        <Answer result={result} />
      </div>
    </div>
  );
}

function Examples({ choose }: { choose: (query: string) => void }) {
  const { t } = useWords();
  const names = Object.keys(examples) as (keyof typeof examples)[];
  return (
    <div className="tools">
      {names.map((name) => (
        <Button key={name} size="small" onClick={() => choose(examples[name])}>
          {t(`query.example.${name}`)}
        </Button>
      ))}
    </div>
  );
}

function Run({ busy, run }: { busy: boolean; run: () => Promise<void> }) {
  const { t } = useWords();
  return (
    <Button type="primary" size="small" loading={busy} onClick={() => void run()}>
      {t('query.run')}
    </Button>
  );
}

function Answer({ result }: { result: Result | undefined }) {
  const { t } = useWords();
  const took = result && <span className="quiet figure">{t('query.took', { time: result.milliseconds })}</span>;
  return (
    <Panel title={t('query.answer')} aside={took}>
      <pre className="query-answer" tabIndex={0} aria-live="polite">
        {result?.text ?? t('query.empty')}
      </pre>
    </Panel>
  );
}

interface CodeProps {
  readonly label: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly rows: number;
}

const Code = ({ label, text, change, rows }: CodeProps) => (
  <Input.TextArea
    className="query-code"
    variant="borderless"
    aria-label={label}
    rows={rows}
    spellCheck={false}
    value={text}
    onChange={(event) => change(event.target.value)}
  />
);

async function ask(query: string, variables: string): Promise<Result> {
  const began = performance.now();
  const text = await asked(query, variables).catch((trouble) => String(trouble));
  return { text, milliseconds: Math.round(performance.now() - began) };
}

/** The answer as it comes, errors and all: whoever asks here wants to see them. */
async function asked(query: string, variables: string): Promise<string> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: JSON.parse(variables || '{}') }),
  });
  const text = await response.text();
  return text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text;
}
