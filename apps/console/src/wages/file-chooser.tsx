import { FileExcelOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { useClock } from '../clock/clock-context.ts';
import { dayOf } from '../clock/days.ts';
import { useWords } from '../words.ts';

interface ChooserProps {
  readonly read: (file: File, year: number) => Promise<void>;
  readonly busy: boolean;
}

/** The year is asked for because the headings of wage workbooks often say months only. */
export function FileChooser({ read, busy }: ChooserProps) {
  const { t } = useWords();
  const { now } = useClock();
  const [typed, setTyped] = useState<number>();
  const year = typed ?? Number(dayOf(now).slice(0, 4));
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !busy) void read(file, year);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <section className="panel drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <label htmlFor="wages-year">{t('wages.year')}</label>
      <InputNumber
        id="wages-year"
        className="drop-year"
        min={2000}
        max={2100}
        precision={0}
        controls={false}
        value={year}
        onChange={(next) => next && setTyped(next)}
      />
      <Chooser take={take} busy={busy} />
      <span className="quiet">{t('wages.drop')}</span>
    </section>
  );
}

function Chooser({ take, busy }: { take: (files: FileList | null) => void; busy: boolean }) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files);
    // The same file can be chosen again after it was corrected.
    event.target.value = '';
  };
  const icon = <FileExcelOutlined aria-hidden />;
  return (
    <>
      <input
        ref={chooser}
        id="wages-file"
        type="file"
        className="unseen"
        accept=".xlsx"
        aria-label={t('wages.file')}
        tabIndex={-1}
        onChange={chosen}
      />
      <Button type="primary" icon={icon} loading={busy} onClick={() => chooser.current?.click()}>
        {t('wages.choose')}
      </Button>
    </>
  );
}
