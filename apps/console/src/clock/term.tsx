import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useWords } from '../words.ts';
import { useToday } from './clock-context.ts';
import { dayOf } from './days.ts';
import { termOf, type TermState, type Running } from './term.ts';

const icons: Readonly<Record<TermState, typeof ClockCircleOutlined>> = {
  far: ClockCircleOutlined,
  few: ExclamationCircleOutlined,
  today: ExclamationCircleOutlined,
  late: WarningOutlined,
  paused: PauseCircleOutlined,
  met: CheckCircleOutlined,
  tardy: CheckCircleOutlined,
  lapsed: MinusCircleOutlined,
  cancelled: MinusCircleOutlined,
};

interface TermProps {
  readonly deadline: Running;
  /** Without this year, where there is little room. */
  readonly short?: boolean;
}

/** The one clock of the console: date, icon, words and colour, never colour alone. */
export function TermMark({ deadline, short = false }: TermProps) {
  const { t } = useWords();
  const today = useToday();
  const { state, days, estimated } = termOf(deadline, today);
  const due = dayOf(deadline.due);
  const bare = short && due.slice(0, 4) === today.slice(0, 4);
  const Icon = icons[state];
  const words =
    days === 0 && (state === 'late' || state === 'tardy')
      ? t(`term.${state}Today`)
      : t(`term.${state}`, { count: days });
  return (
    <span className={`term term-${state}`}>
      <span className="term-day figure">{due.slice(bare ? 5 : 0)}</span>
      <Icon aria-hidden />
      <span>{words}</span>
      {estimated && <span className="term-estimate">{t('term.estimated')}</span>}
    </span>
  );
}
