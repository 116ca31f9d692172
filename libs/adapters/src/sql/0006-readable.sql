-- The log (事件日志) as people read it with psql or a report: one line for each event, in the order of its positions. What is
-- above es.horizon() may yet be preceded by something, so who copies the log up to a place takes that as its end.
create view es.log as
  select e.position, s.name as stream, e.version, e.type, e.id,
         (e.meta ->> 'recordedAt')::timestamptz as recorded_at, (e.meta ->> 'occurredAt')::timestamptz as occurred_at,
         e.meta ->> 'caseId' as case_id, e.meta -> 'actor' ->> 'id' as actor, e.data, e.meta
    from es.events e join es.streams s on s.id = e.stream;

comment on view es.log is 'All events of this agency, one line each. A stream is one procedure; its versions count from 1.';
comment on column es.log.position is 'In the order in which events are handed on; 0 and above, with holes where something was rolled back.';
comment on column es.log.recorded_at is 'When it was stored.';
comment on column es.log.occurred_at is 'When it happened, as staff say.';
comment on column es.log.data is 'What is said of it; the language of the agency says what each field means. Never personal data.';
