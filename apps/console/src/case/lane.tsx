import { CheckCircleOutlined, PlusOutlined, RightCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { hourOf, stamp } from '../clock/days.ts';
import type { AgencyField, AgencyFile, Procedure, Section } from '../graph/shapes.ts';
import { Strip } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { useAway } from './away.ts';
import { aliasOf } from './case-query.ts';
import { Facts } from './facts.tsx';

interface LaneProps {
  readonly agency: AgencyField;
  readonly file: AgencyFile | null;
  readonly own: boolean;
}

/** One agency's part of the case, always with its name and how fresh it is. */
export function Lane({ agency, file, own }: LaneProps) {
  const { t, say } = useWords();
  return (
    <section className={`lane${own ? ' lane-own' : ''}`} aria-label={say(agency.label)}>
      <header className="lane-head">
        <h2>{say(agency.label)}</h2>
        {own && <span className="lane-mine">{t('case.ownLane')}</span>}
        {file && <span className="quiet lane-fresh">{t('case.asOf', { time: hourOf(file.asOf) })}</span>}
        {file && <Quiet agency={agency} />}
      </header>
      <div className="lane-body">{file ? <File agency={agency} file={file} /> : <Silent agency={agency} />}</div>
    </section>
  );
}

function File({ agency, file }: { agency: AgencyField; file: AgencyFile }) {
  const { t, say } = useWords();
  const { act } = useCase();
  const open = file.procedures.toSorted((one, two) => Number(one.closed) - Number(two.closed));
  return (
    <>
      {open.length === 0 && <p className="quiet lane-none">{t('case.noProcedure')}</p>}
      <div className="cards">
        {open.map((procedure) => (
          <Card key={`${procedure.kind} ${procedure.id}`} agency={agency} procedure={procedure} />
        ))}
      </div>
      {file.openings.length > 0 && (
        <div className="lane-openings">
          <span className="quiet">{t('case.openings')}</span>
          {file.openings.map((action) => (
            <Button
              key={action.command}
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => act({ action, agency })}
            >
              {say(action.label)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Card({ agency, procedure }: { agency: AgencyField; procedure: Procedure }) {
  const { t, say } = useWords();
  const { act } = useCase();
  const { closed, actions } = procedure;
  const Icon = closed ? CheckCircleOutlined : RightCircleOutlined;
  return (
    <article className={`card${closed ? ' card-closed' : ''}`}>
      <h3>
        {say(procedure.label)}
        <span className="card-status">
          <Icon aria-hidden /> {say(procedure.statusLabel)}
        </span>
      </h3>
      <p className="quiet card-opened">{t('case.since', { time: stamp(procedure.openedAt) })}</p>
      <Facts facts={procedure.facts} />
      {actions.length > 0 && (
        <div className="card-actions">
          {actions.map((action) => (
            <Button key={action.command} size="small" onClick={() => act({ action, agency, procedure })}>
              {say(action.label)}
            </Button>
          ))}
        </div>
      )}
    </article>
  );
}

/** An agency without an answer: silent, with what was last known of it, or refusing, in its own words. */
function Silent({ agency }: { agency: AgencyField }) {
  const { t, say } = useWords();
  const { view, broken } = useCase();
  const away = useAway(agency.name);
  const refused = broken.find((each) => each.field === aliasOf(agency));
  if (away) {
    return (
      <Strip>
        {t('case.silent', { agency: say(agency.label) })}
        <br />
        <LastKnown section={view.sections?.find((each) => each.agency === agency.name)} />
      </Strip>
    );
  }
  return refused ? <Strip>{refused.message}</Strip> : <p className="quiet lane-none">{t('case.noProcedure')}</p>;
}

/** It answers, and yet what it does may not reach the others: nothing was heard of it for unusually long. */
function Quiet({ agency: { name } }: { agency: AgencyField }) {
  const { t } = useWords();
  const section = useCase().view.sections?.find((each) => each.agency === name);
  if (section?.status !== 'silent' || !section.heardAt) return null;
  return <span className="lane-quiet">{t('case.quietSince', { time: stamp(section.heardAt) })}</span>;
}

function LastKnown({ section }: { section: Section | undefined }) {
  const { t, say } = useWords();
  if (!section?.asOf) return <>{t('case.nothingKnown')}</>;
  const known = say(section.summary) || t('case.noProcedure');
  const heard = section.heardAt && section.heardAt > section.asOf ? section.heardAt : undefined;
  return (
    <>
      {t('case.lastKnown', { time: stamp(section.asOf), known })}
      {heard && t('case.lastHeard', { time: stamp(heard) })}
    </>
  );
}
