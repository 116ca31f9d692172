import { Input } from 'antd';
import { readFen, yuan } from '../../parts/yuan.ts';
import { useWords } from '../../words.ts';
import type { Control } from './control.ts';

/** Takes amounts the way people write them and shows, on leaving, how they were understood. */
export function MoneyInput({ value = '', onChange, onBlur, ...rest }: Control<string>) {
  const { t } = useWords();
  const leave = () => {
    const read = readFen(value);
    if (read && 'fen' in read) onChange?.(yuan(read.fen));
    onBlur?.();
  };
  return (
    <Input
      {...rest}
      className="money-input"
      inputMode="decimal"
      autoComplete="off"
      suffix={t('amount.yuan')}
      placeholder={t('amount.hint')}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      onBlur={leave}
    />
  );
}
