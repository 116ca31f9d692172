import { PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { isNew, useCase } from '../../case/case-context.ts';
import { newId } from '../../parts/uuid.ts';
import { yuan } from '../../parts/yuan.ts';
import { useWords } from '../../words.ts';
import type { FieldProps } from '../form-field.tsx';
import { ListRow } from '../rows.tsx';
import type { Claim, Values } from '../values.ts';
import { ClaimTable, type ClaimRow } from './claim-table.tsx';
import type { Control } from './control.ts';

/** Claim items of the case that go along, and, where whole items are asked for, new ones. */
export function ClaimItemsField({ field, path, local = path }: FieldProps) {
  const { t, say } = useWords();
  const form = Form.useFormInstance();
  const enough = (_: unknown, picked: readonly Claim[] = []) => {
    const fresh = (form.getFieldValue([...path, 'fresh']) ?? []) as readonly Values[];
    const missing = field.required && picked.length + fresh.length === 0;
    return missing ? Promise.reject(new Error(t('act.chooseSome'))) : Promise.resolve();
  };
  return (
    <fieldset className="act-group">
      <legend>
        {field.untitled ? t('claims.title') : say(field.words)}
        {field.required && <span className="act-star">{' *'}</span>}
      </legend>
      <Form.Item name={[...local, 'picked']} rules={[{ validator: enough }]}>
        <Picked />
      </Form.Item>
      {field.row?.fields && <Fresh field={field} path={[...path, 'fresh']} local={[...local, 'fresh']} />}
    </fieldset>
  );
}

function Picked({ id, value = [], onChange }: Control<Claim[]>) {
  const { t } = useWords();
  const { view } = useCase();
  const choose = (rows: readonly ClaimRow[], on: boolean) => {
    const ids = new Set(rows.map(({ item }) => item.id));
    const rest = value.filter((claim) => !ids.has(claim.id));
    onChange?.(on ? [...rest, ...rows.map(claimOf)] : rest);
  };
  if (isNew(view)) return null;
  const sum = value.reduce((total, claim) => total + claim.fen, 0);
  const foot = t('claims.sum', { count: value.length, sum: yuan(sum) });
  return <ClaimTable id={id} chosen={new Set(value.map((claim) => claim.id))} choose={choose} foot={foot} />;
}

const claimOf = ({ item: { id, kind, from, to, fen }, person }: ClaimRow): Claim => ({
  id,
  person: person.id,
  kind,
  from,
  to,
  fen,
});

/** Claims that the case does not hold yet; each gets an id of its own when its row is added. */
function Fresh({ field, path, local = path }: FieldProps) {
  const { t } = useWords();
  const fields = field.row?.fields?.filter((each) => each.name !== 'id');
  const row = field.row && fields ? { ...field.row, fields } : undefined;
  if (!row) return null;
  return (
    <Form.List name={[...local]}>
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }, at) => (
            <ListRow key={key} row={row} at={at} path={[...path, name]} local={[name]} remove={() => remove(name)} />
          ))}
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add({ id: newId() })}>
            {t('claims.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
