import { LockOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import type { CaseMember, Person, PersonMoney } from '../graph/shapes.ts';
import { Nothing, Strip } from '../parts/block.tsx';
import { Money } from '../parts/money.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { isParty, useSession } from '../session/session-context.ts';
import { useWords } from '../words.ts';
import { membersOf, useCase } from './case-context.ts';
import { useAgencyName } from './hand-over-marks.tsx';
import { Unmask } from './unmask.tsx';

/** The people of the case, masked as the party register shows them to this reader. */
export function PeopleTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const [sought, setSought] = useState('');
  const found = membersOf(view).filter((member) => matches(member, sought.trim()));
  const columns = useColumns(found);
  if (!view.members) return <Strip>{t('case.silent', { agency: nameOf('joint-centre') })}</Strip>;
  return (
    <>
      <div className="tools">
        <Input
          allowClear
          style={{ width: 260 }}
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        <span className="quiet">
          <LockOutlined aria-hidden /> {t('people.masked')}
        </span>
      </div>
      <section className="panel">
        <Table
          caption={t('case.tab.people')}
          columns={columns}
          rows={found}
          keyOf={(member) => `${member.person.id}/${member.role}`}
          empty={<Nothing>{t('people.none')}</Nothing>}
          className="tight"
        />
      </section>
    </>
  );
}

const matches = ({ person }: CaseMember, sought: string): boolean =>
  [person.name, person.idNumber, person.phone].some((text) => text?.includes(sought)) || sought === '';

const claimed = (member: CaseMember): number => member.items.reduce((sum, item) => sum + item.fen, 0);

/** The total is that of the rows above it: of everybody, or of those who were sought. */
function useColumns(shown: readonly CaseMember[]): Column<CaseMember>[] {
  const { t, say } = useWords();
  const { view } = useCase();
  const money = new Map((view.money?.byPerson ?? []).map((each) => [each.person.id, each]));
  const hidden = t('case.nameHidden');
  const total = shown.reduce((sum, member) => sum + claimed(member), 0);
  const people = new Set(shown.map(({ person }) => person.id));
  const paid = [...people].reduce((sum, id) => sum + (money.get(id)?.paid ?? 0), 0);
  const settled = (read: (sums: PersonMoney) => number) => (member: CaseMember) => {
    const sums = money.get(member.person.id);
    return <Money fen={sums && read(sums)} />;
  };
  const columns: Column<CaseMember>[] = [
    { key: 'at', title: t('people.at'), right: true, width: 60, cell: (_, at) => at + 1 },
    { key: 'name', title: t('people.name'), cell: ({ person }) => person.name ?? hidden, total: t('money.total') },
    { key: 'id', title: t('people.idNumber'), cell: ({ person }, at) => <IdNumber person={person} at={at} /> },
    { key: 'phone', title: t('people.phone'), cell: ({ person }) => <span className="figure">{person.phone}</span> },
    { key: 'role', title: t('people.role'), cell: ({ roleLabel }) => say(roleLabel) },
    { key: 'items', title: t('people.claims'), cell: (member) => <Claims member={member} /> },
    {
      key: 'claimed',
      title: t('money.claimed'),
      right: true,
      cell: (member) => <Money fen={claimed(member)} />,
      total: <Money fen={total} />,
    },
    {
      key: 'paid',
      title: t('money.paid'),
      right: true,
      cell: settled((sums) => sums.paid),
      total: <Money fen={view.money ? paid : undefined} />,
    },
  ];
  return isParty(useSession().actor) ? columns.filter(({ key }) => key !== 'paid') : columns;
}

function IdNumber({ person, at }: { person: Person; at: number }) {
  const { actor } = useSession();
  return (
    <>
      <span className="figure">{person.idNumber}</span> {!isParty(actor) && <Unmask person={person} at={at} />}
    </>
  );
}

function Claims({ member }: { member: CaseMember }) {
  const { t, say } = useWords();
  const words = member.items.map((item) => `${say(item.kindLabel)} ${months(item)}`);
  return <>{words.join(t('app.listSign'))}</>;
}

const months = ({ from, to }: { from: string; to: string }): string => (from === to ? from : `${from} – ${to}`);
