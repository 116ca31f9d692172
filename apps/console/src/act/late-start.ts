import type { FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import type { Field } from './field.ts';
import { startOf, type Known } from './values.ts';

interface LateStart {
  readonly form: FormInstance;
  readonly fields: readonly Field[];
  readonly known: Known;
}

/**
 * A form that was opened while an agency was silent begins anew when what it begins with has arrived. Once somebody has
 * typed, nothing that other desks do may change what they see.
 */
export function useLateStart({ form, fields, known }: LateStart): void {
  const latest = useRef(known);
  latest.current = known;
  const first = useRef(true);
  const claims = known.claims.length;
  const employers = known.employers.length;
  useEffect(() => {
    if (!first.current && !form.isFieldsTouched()) form.setFieldsValue(startOf(fields, latest.current));
    first.current = false;
  }, [form, fields, claims, employers]);
}
