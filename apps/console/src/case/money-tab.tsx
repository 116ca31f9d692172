import type { CaseMoney, PersonMoney } from '../graph/shapes.ts';
import { Nothing, Panel, Strip } from '../parts/block.tsx';
import { Money } from '../parts/money.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useWords } from '../words.ts';
import { useAway } from './away.ts';
import { useCase } from './case-context.ts';
import { useAgencyName } from './hand-over-marks.tsx';

/** Sums over distinct claim items: claimed, agreed, paid and open are four columns, never one. */
export function MoneyTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const away = useAway('insight');
  if (away) return <Strip>{t('case.silent', { agency: nameOf('insight') })}</Strip>;
  if (!view.money) return <Nothing>{t('money.none')}</Nothing>;
  return (
    <div className="overview">
      <ByPerson money={view.money} />
      <aside className="rails">
        <ByRoute money={view.money} />
        <Further money={view.money} />
        <Recourses money={view.money} />
      </aside>
    </div>
  );
}

const sums = ['claimed', 'agreed', 'paid', 'outstanding'] as const;

function ByPerson({ money }: { money: CaseMoney }) {
  const { t } = useWords();
  const columns: Column<PersonMoney>[] = [
    { key: 'at', title: t('people.at'), right: true, width: 60, cell: (_, at) => at + 1 },
    {
      key: 'name',
      title: t('people.name'),
      cell: ({ person }) => person.name ?? t('case.nameHidden'),
      total: t('money.total'),
    },
    {
      key: 'id',
      title: t('people.idNumber'),
      cell: ({ person }) => <span className="figure">{person.idNumber}</span>,
    },
    ...sums.map((each) => ({
      key: each,
      title: t(`money.${each}`),
      right: true,
      cell: (row: PersonMoney) => <Money fen={row[each]} />,
      total: <Money fen={money[each]} />,
    })),
  ];
  return (
    <Panel title={t('money.byPerson')} aside={<span className="quiet">{t('money.unit')}</span>}>
      <Table
        caption={t('money.byPerson')}
        columns={columns}
        rows={money.byPerson}
        keyOf={(row) => row.person.id}
        empty={<Nothing>{t('money.none')}</Nothing>}
        className="tight"
      />
    </Panel>
  );
}

function ByRoute({ money }: { money: CaseMoney }) {
  const { t, say } = useWords();
  return (
    <Panel title={t('money.byRoute')}>
      <Table
        caption={t('money.byRoute')}
        columns={[
          { key: 'route', title: t('money.route'), cell: (row) => say(row.label), total: t('money.total') },
          {
            key: 'fen',
            title: t('money.paid'),
            right: true,
            cell: (row) => <Money fen={row.fen} />,
            total: <Money fen={money.byRoute.reduce((sum, row) => sum + row.fen, 0)} />,
          },
        ]}
        rows={money.byRoute}
        keyOf={(row) => row.route}
        empty={<Nothing>{t('money.nothingPaid')}</Nothing>}
        className="tight"
      />
    </Panel>
  );
}

function Further({ money }: { money: CaseMoney }) {
  const { t } = useWords();
  return (
    <Panel title={t('money.further')}>
      <dl className="pairs panel-body">
        <dt>{t('money.waived')}</dt>
        <dd>
          <Money fen={money.waived} />
        </dd>
        <dt>{t('money.interest')}</dt>
        <dd>
          <Money fen={money.interest} />
        </dd>
      </dl>
    </Panel>
  );
}

function Recourses({ money }: { money: CaseMoney }) {
  const { t } = useWords();
  const hidden = t('case.nameHidden');
  if (money.recourse.length === 0) return null;
  return (
    <Panel title={t('money.recourse')}>
      <ul className="rail">
        {money.recourse.map(({ by, against, fen }) => (
          <li key={`${by.id}/${against.id}`}>
            <span className="rail-name">
              {by.name ?? hidden} → {against.name ?? hidden}
            </span>
            <Money fen={fen} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
