import { CheckOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useActorName, useAgencyName } from '../case/hand-over-marks.tsx';
import { stamp } from '../clock/days.ts';
import { Nothing } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import { failedAlike, heaps, type ParkedEvent } from './operations.ts';
import type { Operate } from './use-operate.ts';

interface ParkedListProps {
  readonly parked: readonly ParkedEvent[];
  readonly operate: Operate;
}

/** What could not be handled, in words; of a case only the first, because the others wait for it. */
export function ParkedList({ parked, operate }: ParkedListProps) {
  const { t } = useWords();
  const heaped = heaps(parked);
  if (parked.length === 0) return <Nothing>{t('operations.nothingParked')}</Nothing>;
  return (
    <ul className="parked">
      {heaped.map((heap) => (
        <Heap key={heap[0]!.id} heap={heap} alike={failedAlike(heaped, heap[0]!)} operate={operate} />
      ))}
    </ul>
  );
}

interface HeapProps {
  readonly heap: readonly ParkedEvent[];
  readonly alike: number;
  readonly operate: Operate;
}

function Heap({ heap, alike, operate }: HeapProps) {
  const { t, say } = useWords();
  const nameOf = useAgencyName();
  const first = heap[0]!;
  return (
    <li className="parked-event">
      <h3>
        {say(first.event)} <span className="quiet">{nameOf(first.from)}</span>
      </h3>
      <p>{first.why}</p>
      <dl className="parked-facts quiet">
        <Fact title={t('operations.listener')} code={first.listener} />
        <Fact title={t('operations.case')} code={first.caseId} />
        <Fact title={t('operations.waitsSince')} code={stamp(first.since)} />
        {heap.length > 1 && <Fact title={t('operations.behindIt')} code={String(heap.length - 1)} />}
        {alike > 1 && <Fact title={t('operations.alike')} code={String(alike)} />}
      </dl>
      {first.skip && <Asked event={first} />}
      <Buttons event={first} operate={operate} />
    </li>
  );
}

const Fact = ({ title, code }: { title: string; code: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <code>{code}</code>
    </dd>
  </div>
);

function Asked({ event: { skip } }: { event: ParkedEvent }) {
  const { t } = useWords();
  const nameOf = useActorName();
  if (!skip) return null;
  const said = { person: nameOf(skip.by), time: stamp(skip.at), reason: skip.reason };
  return <p className="parked-asked">{t('operations.asked', said)}</p>;
}

/** Whoever has asked cannot agree as well; that button stands there for the second person alone. */
function Buttons({ event: { id, caseId, skip }, operate: { run, busy } }: { event: ParkedEvent; operate: Operate }) {
  const { t } = useWords();
  return (
    <p className="parked-buttons">
      <Button icon={<RedoOutlined aria-hidden />} disabled={busy} onClick={() => void run('RetryParked', { caseId })}>
        {t('operations.retry')}
      </Button>
      {!skip && <AskToSkip ask={(reason) => void run('AskToSkip', { id, reason })} busy={busy} />}
      {skip && (
        <Button
          danger
          icon={<CheckOutlined aria-hidden />}
          disabled={busy || skip.own}
          onClick={() => void run('AgreeToSkip', { id })}
        >
          {t('operations.agreeToSkip')}
        </Button>
      )}
      {skip?.own && <span className="quiet">{t('operations.second')}</span>}
    </p>
  );
}

function AskToSkip({ ask, busy }: { ask: (reason: string) => void; busy: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const send = () => {
    ask(reason.trim());
    setOpen(false);
  };
  const form = (
    <div className="parked-form">
      <Input.TextArea
        aria-label={t('operations.reason')}
        placeholder={t('operations.reason')}
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <p className="quiet">{t('operations.forGood')}</p>
      <Button type="primary" disabled={!reason.trim()} onClick={send}>
        {t('operations.ask')}
      </Button>
    </div>
  );
  return (
    <Popover content={form} trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden>
      <Button icon={<StopOutlined aria-hidden />} disabled={busy} aria-haspopup="dialog" aria-expanded={open}>
        {t('operations.askToSkip')}
      </Button>
    </Popover>
  );
}
