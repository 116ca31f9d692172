import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useToday } from '../clock/clock-context.ts';
import { dayOf } from '../clock/days.ts';
import { byUrgency, termOf, type TermState } from '../clock/term.ts';
import { TermMark } from '../clock/term.tsx';
import { Nothing, Panel, Strip } from '../parts/block.tsx';
import type { Tab } from '../search.ts';
import { useWords } from '../words.ts';
import { useCase } from './case-context.ts';
import { HandOverStatus, useAgencyName } from './hand-over-marks.tsx';

/** How many lines a rail shows before it sends to its own page. */
const FEW = 5;

function More({ tab, children }: { tab: Tab; children: ReactNode }) {
  const { view } = useCase();
  return (
    <Link to="/cases/$caseId" params={{ caseId: view.id }} search={{ tab }}>
      {children}
    </Link>
  );
}

export function DeadlinesRail() {
  const { t, say } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const today = useToday();
  const running = byUrgency(view.deadlines ?? [], today).filter((each) => !over(termOf(each, today).state));
  return (
    <Panel title={t('case.tab.deadlines')} aside={<More tab="deadlines">{t('case.all')}</More>}>
      {!view.deadlines && <Strip>{t('case.silent', { agency: nameOf('insight') })}</Strip>}
      {view.deadlines && running.length === 0 && <Nothing>{t('case.noDeadline')}</Nothing>}
      <ul className="rail">
        {running.slice(0, FEW).map((deadline) => (
          <li key={deadline.id}>
            <span className="rail-name">
              <span className="quiet">{nameOf(deadline.agency)}</span> {say(deadline.name)}
            </span>
            <TermMark deadline={deadline} short />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const over = (state: TermState): boolean => ['met', 'tardy', 'lapsed', 'cancelled'].includes(state);

export function HandOversRail() {
  const { t, say } = useWords();
  const { view } = useCase();
  const nameOf = useAgencyName();
  const moved = (view.handOvers ?? []).toSorted((one, two) => two.offeredOn.localeCompare(one.offeredOn));
  return (
    <Panel title={t('case.tab.handovers')} aside={<More tab="handovers">{t('case.all')}</More>}>
      {!view.handOvers && <Strip>{t('case.silent', { agency: nameOf('joint-centre') })}</Strip>}
      {view.handOvers && moved.length === 0 && <Nothing>{t('handOver.none')}</Nothing>}
      <ul className="rail">
        {moved.slice(0, FEW).map((each) => (
          <li key={each.id}>
            <span className="rail-name">
              {nameOf(each.from)} → {nameOf(each.to)} <span className="quiet">{say(each.kindLabel)}</span>
            </span>
            <span className="rail-end">
              <HandOverStatus status={each.status} />{' '}
              <span className="figure quiet">{dayOf(each.offeredOn).slice(5)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function ProposalsRail() {
  const { t } = useWords();
  const { view } = useCase();
  const open = (view.links?.proposals ?? []).filter((each) => each.status === 'proposed' || each.status === 'open');
  if (open.length === 0) return null;
  return (
    <Panel title={t('links.proposals', { count: open.length })} aside={<More tab="links">{t('case.all')}</More>}>
      <p className="panel-body">{t('links.waiting')}</p>
    </Panel>
  );
}
