import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useToday } from '../../clock/clock-context.ts';
import { dayOf, stamp } from '../../clock/days.ts';
import type { Control } from './control.ts';

/** The first form is shown; the others may be typed. */
const dayForms = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYMMDD'];
const monthForms = ['YYYY-MM', 'YYYYMM', 'YYYY.M', 'YYYY/M'];
const momentForms = ['YYYY-MM-DD HH:mm', 'YYYYMMDDHHmm', 'YYYY-MM-DD'];

/** The picker thinks in its own days; the form keeps plain text. */
const read = (value: string | undefined): Dayjs | null => (value ? dayjs(value) : null);

export function DayInput({ value, onChange, ...rest }: Control<string>) {
  const today = useToday();
  return (
    <DatePicker
      {...rest}
      className="day-input"
      format={dayForms}
      value={read(value)}
      defaultPickerValue={dayjs(today)}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}

export function MonthInput({ value, onChange, ...rest }: Control<string>) {
  const today = useToday();
  return (
    <DatePicker
      {...rest}
      className="day-input"
      picker="month"
      format={monthForms}
      value={read(value)}
      defaultPickerValue={dayjs(today)}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM') : undefined)}
    />
  );
}

interface MomentProps extends Control<string> {
  readonly placeholder?: string;
  /** Nothing later can be chosen: what has not happened cannot be recorded. */
  readonly latest?: number;
}

/** A moment as it reads on the wall in Shanghai; it is sent with that zone, wherever the browser stands. */
export function MomentInput({ value, onChange, placeholder, latest, ...rest }: MomentProps) {
  const last = latest === undefined ? undefined : dayOf(latest);
  return (
    <DatePicker
      {...rest}
      className="moment-input"
      showTime={{ format: 'HH:mm', defaultOpenValue: dayjs('2000-01-01T09:00:00') }}
      format={momentForms}
      {...(placeholder ? { placeholder } : {})}
      value={value ? dayjs(stamp(value)) : null}
      defaultPickerValue={dayjs(latest === undefined ? undefined : stamp(latest))}
      disabledDate={(day) => last !== undefined && day.format('YYYY-MM-DD') > last}
      onChange={(moment) => onChange?.(moment ? `${moment.format('YYYY-MM-DDTHH:mm:ss')}+08:00` : undefined)}
    />
  );
}
