import { Alert, Button, Modal } from 'antd';
import { useCallback, useEffect, useState, type MouseEvent } from 'react';
import { ask, send } from '../graph/http.ts';
import { useWords } from '../words.ts';
import { SIGNED_IN, whenOthersSignIn } from './comeback.ts';
import type { Who } from './renewal.ts';
import { useSession } from './session-context.ts';

interface LapsedProps {
  /** The same person is signed in again. */
  readonly back: (who: Who) => void;
}

/** Stands over a page whose sign-in has run out. What was typed stays behind it until the same person is back. */
export function Lapsed({ back }: LapsedProps) {
  const { t } = useWords();
  const { actor, people, signOut } = useSession();
  const [failed, setFailed] = useState(false);
  const look = useCallback(() => {
    ask<Who>('/me').then(
      (who) => who.actor?.id === actor.id && back(who),
      () => setFailed(true),
    );
  }, [actor.id, back]);
  useEffect(() => whenOthersSignIn(look), [look]);
  const asPersona = () => void send('/sign-in', { persona: actor.id }).then(look, () => setFailed(true));
  return (
    <Modal
      open
      zIndex={2000}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('session.expired')}
      footer={[
        <Button key="out" onClick={signOut}>
          {t('session.leave')}
        </Button>,
        <Again key="again" asPersona={people.has(actor.id) ? asPersona : undefined} />,
      ]}
    >
      <p>{t('session.expiredKept')}</p>
      {failed && <Alert type="error" showIcon title={t('session.failed')} description={t('block.noAnswer')} />}
    </Modal>
  );
}

/** In a demonstration at once, in earnest at the provider, beside this page. */
function Again({ asPersona }: { asPersona: (() => void) | undefined }) {
  const { t } = useWords();
  const way = asPersona ? { onClick: asPersona } : { href: BESIDE, target: 'yimen-sign-in', onClick: openBeside };
  return (
    <Button type="primary" autoFocus {...way}>
      {t('session.again')}
    </Button>
  );
}

const BESIDE = `/sign-in?to=${encodeURIComponent(SIGNED_IN)}`;

/** A small window closes itself afterwards; where none may be opened the link leads to a page of its own. */
function openBeside(event: MouseEvent): void {
  if (window.open(BESIDE, 'yimen-sign-in', 'popup,width=560,height=720')) event.preventDefault();
}
