import {
  CheckCircleOutlined,
  InboxOutlined,
  MinusCircleOutlined,
  RollbackOutlined,
  SendOutlined,
} from '@ant-design/icons';
import { useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';

/** An agency by its own name where the gateway lists it, by ours where it stands behind the scenes. */
export function useAgencyName(): (agency: string) => string {
  const { say, coded } = useWords();
  const { agencies } = useSession();
  return (agency) => say(agencies.find((each) => each.name === agency)?.label) || coded('agency', agency);
}

/** Whoever acted: a person by name where the service tells it, and `system` for clocks and policies. */
export function useActorName(): (actor: string) => string {
  const { t } = useWords();
  const { people } = useSession();
  return (actor) =>
    actor === 'system' || actor.startsWith('policy:') ? t('timeline.system') : (people.get(actor) ?? actor);
}

const icons: Readonly<Record<string, typeof SendOutlined>> = {
  offered: SendOutlined,
  received: InboxOutlined,
  accepted: CheckCircleOutlined,
  returned: RollbackOutlined,
};

export function HandOverStatus({ status }: { status: string }) {
  const { coded } = useWords();
  const Icon = icons[status] ?? MinusCircleOutlined;
  return (
    <span className={`mark hand-over-${status}`}>
      <Icon aria-hidden /> {coded('handOverStatus', status)}
    </span>
  );
}
