import { EyeOutlined } from '@ant-design/icons';
import { Alert, Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { useMutation, type CombinedError } from 'urql';
import { unmaskPerson } from '../graph/parties.ts';
import type { Person } from '../graph/shapes.ts';
import { wordsOf } from '../graph/trouble.ts';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';

const purposes = ['verify', 'contact', 'serve', 'pay', 'enforce'] as const;
/** The register keeps a card open for a minute; the page is read again when it has closed. */
const OPEN = 61_000;

/** Shows a masked card for a minute, to the one who says why. The look is on record, and the person can see it. */
export function Unmask({ person, at }: { person: Person; at: number }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!person.masked || !person.idNumber) return null;
  return (
    <Popover
      content={<Asking person={person} done={() => setOpen(false)} />}
      title={t('people.unmaskTitle')}
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
    >
      <Button
        type="text"
        size="small"
        icon={<EyeOutlined aria-hidden />}
        aria-label={t('people.unmask', { row: at + 1 })}
        aria-haspopup="dialog"
        aria-expanded={open}
      />
    </Popover>
  );
}

function Asking({ person, done }: { person: Person; done: () => void }) {
  const { t } = useWords();
  const [purpose, setPurpose] = useState<string>();
  const { look, error } = useLook(person, done);
  const options = purposes.map((value) => ({ value, label: t(`purpose.${value}`) }));
  return (
    <div className="unmask">
      <Select
        aria-label={t('people.purpose')}
        placeholder={t('people.purpose')}
        options={options}
        value={purpose}
        onChange={setPurpose}
      />
      <Button type="primary" disabled={!purpose} onClick={() => purpose && void look(purpose)}>
        {t('people.show')}
      </Button>
      <p className="quiet">{t('people.onRecord')}</p>
      {error && <Alert type="warning" showIcon title={wordsOf(error) ?? t('block.noAnswer')} />}
    </div>
  );
}

function useLook(person: Person, done: () => void) {
  const { view, again } = useCase();
  const [, unmask] = useMutation(unmaskPerson);
  const [error, setError] = useState<CombinedError>();
  const look = async (purpose: string) => {
    const answer = await unmask({ person: person.id, purpose, caseId: view.id });
    setError(answer.error);
    if (answer.error) return;
    again();
    setTimeout(again, OPEN);
    done();
  };
  return { look, error };
}
