import {
  CheckCircleOutlined,
  FireOutlined,
  FolderOpenOutlined,
  MergeCellsOutlined,
  MinusOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useWords } from '../words.ts';

const statusIcons: Readonly<Record<string, typeof WarningOutlined>> = {
  open: FolderOpenOutlined,
  merged: MergeCellsOutlined,
  closed: CheckCircleOutlined,
};

/** Icon and words; colour only repeats what they say. */
export function StatusMark({ status }: { status: string | null }) {
  const { coded } = useWords();
  const Icon = statusIcons[status ?? ''] ?? MinusOutlined;
  return (
    <span className={`mark status-${status}`}>
      <Icon aria-hidden /> {coded('caseStatus', status)}
    </span>
  );
}

const grave = ['orange', 'red'];

export function RiskMark({ risk }: { risk: string | null }) {
  const { coded } = useWords();
  if (!risk || risk === 'none') return <span className="quiet">{coded('risk', risk)}</span>;
  const Icon = grave.includes(risk) ? FireOutlined : WarningOutlined;
  return (
    <span className={`mark risk-${risk}`}>
      <Icon aria-hidden /> {coded('risk', risk)}
    </span>
  );
}
