import { DatePicker, type DatePickerProps } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useRef, type FormEvent, type KeyboardEvent } from 'react';
import { useToday } from '../../clock/clock-context.ts';
import { dayOf, stamp } from '../../clock/days.ts';
import { readDay, readMoment, readMonth } from '../../clock/typed.ts';
import type { Control } from './control.ts';

export function DayInput(props: Control<string>) {
  const today = useToday();
  return (
    <Typed
      {...props}
      className="day-input"
      format="YYYY-MM-DD"
      typed={readDay}
      shown={(value) => value}
      from={today}
      picked={(day) => day.format('YYYY-MM-DD')}
    />
  );
}

export function MonthInput(props: Control<string>) {
  const today = useToday();
  return (
    <Typed
      {...props}
      className="day-input"
      picker="month"
      format="YYYY-MM"
      typed={readMonth}
      shown={(value) => value}
      from={today}
      picked={(day) => day.format('YYYY-MM')}
    />
  );
}

interface MomentProps extends Control<string> {
  readonly placeholder?: string;
  /** Nothing later can be chosen: what has not happened cannot be recorded. */
  readonly latest?: number;
}

/** A moment as it reads on the wall in Shanghai; it is sent with that zone, wherever the browser stands. */
export function MomentInput({ latest, ...rest }: MomentProps) {
  const last = latest === undefined ? undefined : dayOf(latest);
  return (
    <Typed
      {...rest}
      className="moment-input"
      showTime={{ format: 'HH:mm', defaultOpenValue: dayjs('2000-01-01T09:00:00') }}
      format="YYYY-MM-DD HH:mm"
      typed={readMoment}
      shown={stamp}
      from={latest === undefined ? undefined : stamp(latest)}
      disabledDate={(day) => last !== undefined && day.format('YYYY-MM-DD') > last}
      picked={(moment) => `${moment.format('YYYY-MM-DDTHH:mm:ss')}+08:00`}
    />
  );
}

interface TypedProps
  extends Control<string>, Pick<DatePickerProps, 'picker' | 'showTime' | 'disabledDate' | 'placeholder'> {
  readonly className: string;
  readonly format: string;
  /** Reads what somebody wrote; undefined where it is nothing of the kind. */
  readonly typed: (text: string) => string | undefined;
  /** A value the way the picker shows it. */
  readonly shown: (value: string) => string;
  readonly picked: (day: Dayjs) => string;
  /** Where the calendar opens. */
  readonly from: string | undefined;
}

/**
 * The picker thinks in its own days; the form keeps plain text. The picker reads along with every letter and would take
 * the first day that it finds in an unfinished one, so what is typed is read here, as a whole, when one leaves it. What
 * is no day stays where it was typed, and the form says so.
 */
function Typed({ value, onChange, onBlur, typed, shown, picked, from, ...rest }: TypedProps) {
  const written = useRef<string>(undefined);
  const note = ({ target }: FormEvent) => void (written.current = (target as HTMLInputElement).value);
  const take = () => {
    const text = written.current;
    written.current = undefined;
    if (text !== undefined) onChange?.(text.trim() ? (typed(text) ?? text) : undefined);
  };
  const byKey = (event: KeyboardEvent) => event.key === 'Enter' && take();
  // A row that nobody has written into holds null.
  const readable = value && typed(value) !== undefined;
  return (
    <span className="typed-day" onInput={note} onKeyDown={byKey} role="presentation">
      <DatePicker
        {...rest}
        value={readable ? dayjs(shown(value)) : null}
        defaultPickerValue={dayjs(from)}
        needConfirm={false}
        // What the mouse only passes over is not what will be sent.
        previewValue={false}
        preserveInvalidOnBlur
        onChange={(day) => {
          written.current = undefined;
          onChange?.(day ? picked(day) : undefined);
        }}
        onBlur={() => {
          take();
          onBlur?.();
        }}
      />
    </span>
  );
}
