import { getRouteApi } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { dayOf, hourOf } from '../clock/days.ts';
import type { TimelineEntry } from '../graph/shapes.ts';
import { Nothing, Strip } from '../parts/block.tsx';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { Facts } from './facts.tsx';
import { useActorName, useAgencyName } from './hand-over-marks.tsx';

const route = getRouteApi('/cases/$caseId');
const ALL = '*';

/** What happened, over all agencies, newest first. */
export function TimelineTab() {
  const { t } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const { agency } = route.useSearch();
  const navigate = route.useNavigate();
  if (!view.timeline) return <Strip>{t('case.silent', { agency: nameOf('insight') })}</Strip>;
  const present = [...new Set(view.timeline.map((entry) => entry.agency))];
  const shown = view.timeline.filter((entry) => !agency || entry.agency === agency);
  const choose = (next: string) =>
    void navigate({ search: { tab: 'timeline', ...(next === ALL ? {} : { agency: next }) }, replace: true });
  return (
    <>
      <div className="tools">
        <Segmented
          aria-label={t('timeline.filter')}
          value={agency ?? ALL}
          onChange={choose}
          options={[
            { value: ALL, label: t('timeline.all') },
            ...present.map((value) => ({ value, label: nameOf(value) })),
          ]}
        />
        <span className="quiet">{t('timeline.count', { count: shown.length })}</span>
      </div>
      {shown.length === 0 ? <Nothing>{t('timeline.none')}</Nothing> : <Days entries={shown} />}
    </>
  );
}

function Days({ entries }: { entries: readonly TimelineEntry[] }) {
  const newest = entries.toSorted((one, two) => Date.parse(two.occurredAt) - Date.parse(one.occurredAt));
  const days = Map.groupBy(newest, (entry) => dayOf(entry.occurredAt));
  return (
    <ol className="timeline panel">
      {[...days].map(([day, list]) => (
        <li key={day} className="timeline-day">
          <h2 className="figure">{day}</h2>
          <ol>
            {list.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t, say } = useWords();
  const nameOf = useAgencyName();
  const actorOf = useActorName();
  const late = dayOf(entry.recordedAt) !== dayOf(entry.occurredAt);
  return (
    <li className="entry">
      <span className="figure quiet">{hourOf(entry.occurredAt)}</span>
      <span className="entry-agency">{nameOf(entry.agency)}</span>
      <div>
        <b>{say(entry.label)}</b>
        {late && <span className="quiet"> {t('timeline.recordedOn', { day: dayOf(entry.recordedAt) })}</span>}
        <Facts facts={entry.facts} inline />
      </div>
      <span className="quiet entry-actor">{actorOf(entry.actor)}</span>
    </li>
  );
}
