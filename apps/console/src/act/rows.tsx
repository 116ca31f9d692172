import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useWords } from '../words.ts';
import type { Field } from './field.ts';
import { FormField, type FieldProps, type Path } from './form-field.tsx';
import { useListCheck } from './rules.ts';
import { useKnown } from './use-known.ts';
import { beginRow, drawn } from './values.ts';

/** A list with rows that can be added and taken away; each row is drawn like a group. */
export function Rows({ field, path, local = path }: FieldProps) {
  const { t, say } = useWords();
  const known = useKnown(false);
  const check = useListCheck(field);
  const { row } = field;
  if (!row) return null;
  return (
    <fieldset className="act-group">
      <legend>
        {say(field.words)}
        {field.required && <span className="act-star">{' *'}</span>}
      </legend>
      <Form.List name={[...local]} rules={[{ validator: check }]}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map(({ key, name }, at) => (
              <ListRow key={key} row={row} at={at} path={[...path, name]} local={[name]} remove={() => remove(name)} />
            ))}
            <Form.ErrorList errors={errors} />
            <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(beginRow(row, known))}>
              {t('act.addRow')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

interface ListRowProps {
  readonly row: Field;
  readonly at: number;
  readonly path: Path;
  readonly local: Path;
  readonly remove: () => void;
}

export function ListRow({ row, at, path, local, remove }: ListRowProps) {
  const { t } = useWords();
  return (
    <div className="act-row">
      <span className="act-row-number quiet figure">{at + 1}</span>
      <div className="act-row-fields">
        {row.fields ? (
          drawn(row.fields).map((each) => (
            <FormField key={each.name} field={each} path={[...path, each.name]} local={[...local, each.name]} />
          ))
        ) : (
          <FormField field={row} path={path} local={local} />
        )}
      </div>
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('act.removeRow', { row: at + 1 })}
        onClick={remove}
      />
    </div>
  );
}
