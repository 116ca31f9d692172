import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { place } from '../act/faults.ts';
import type { Field } from '../act/field.ts';
import { give } from '../act/give.ts';
import type { ActState } from '../act/use-act.ts';
import { numbered } from '../graph/numbered.ts';
import { inputFaults } from '../graph/trouble.ts';
import { newId } from '../parts/uuid.ts';
import { useWords } from '../words.ts';
import { claimsFrom, type Workbook } from './workbook.ts';

export interface Details {
  readonly employer: string;
  /** Who answers besides the employer; a case may name several, and others are added by an order to pay. */
  readonly liable?: string;
  readonly door: string;
  readonly project?: string;
}

const openDossier = { mutation: 'openDossier', inputType: 'OpenDossierInput' };
const words = { zh: '', en: '' };
const drawnFields: Field[] = ['employer', 'liable', 'door', 'project'].map((name) => ({
  name,
  words,
  widget: 'line',
  required: false,
}));

/** Opens one case for one workbook: all ids are made once, so that pressing twice opens one case. */
export function useOpenDossier(workbook: Workbook, form: FormInstance<Details>, opened: (caseId: string) => void) {
  const client = useClient();
  const { say } = useWords();
  const ids = useRef({ id: newId(), caseId: newId(), commandId: newId() });
  const claimItems = useRef(claimsFrom(workbook.rows, newId));
  const [state, setState] = useState<ActState>({ busy: false });
  const [waiting, setWaiting] = useState(false);
  const open = async ({ employer, liable, door, project }: Details) => {
    setState({ busy: true });
    const { id, caseId, commandId } = ids.current;
    const named = project?.trim() ? { project: project.trim() } : {};
    const others = liable ? { liable: [liable] } : {};
    const input = { caseId, door, employer, ...others, ...named, claimItems: claimItems.current };
    const answer = await give(client, openDossier, { id, commandId, input });
    if ('error' in answer) {
      const { placed, loose } = place(inputFaults(answer.error), drawnFields);
      form.setFields(placed.map((fault) => ({ name: [...fault.at] as never, errors: [say(fault)] })));
      return setState({ busy: false, error: answer.error, loose });
    }
    const { refusal } = answer.receipt;
    if (refusal) return setState({ busy: false, refusal });
    setWaiting(true);
    await numbered(client, caseId);
    return opened(caseId);
  };
  return { state, waiting, open };
}
