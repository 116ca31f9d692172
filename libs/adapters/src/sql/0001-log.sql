-- The log (事件日志) of one service. Read at start; the schema `es` is renamed to that of the service.
-- A position is final for readers once no writer that announced itself at or below it is still open.

create sequence es.position minvalue 0 start 0 cache 1;
select nextval('es.position');

create table es.streams (
  id      bigint generated always as identity primary key,
  name    text collate "C" not null unique,
  version bigint not null                       -- the number of its events
) with (fillfactor = 75);                       -- room for updates in place

create table es.events (
  position bigint not null primary key,
  stream   bigint not null,
  version  bigint not null,                     -- counts from 1
  id       text   not null,
  type     text   not null,
  data     json   not null,                     -- json keeps the bytes; jsonb would rewrite them
  meta     json   not null,
  unique (stream, version)
);

-- Advisory locks of this log are marked in their upper 24 bits: 89, then 16 bits of the schema's name. The lower 40 bits
-- are a position, so that logs in one database do not hold each other's readers back.
create function es.mark() returns bigint language sql immutable parallel safe
  return (89::bigint << 56) | (('x' || left(md5('es'), 4))::bit(16)::bigint << 40);

-- The last position that was taken. Asked in this way because it waits for the sequence's page: every 32nd `nextval` shows
-- others a value 32 too high for a moment, so a plain `select last_value` may run ahead and fall back again.
create function es.taken() returns bigint language sql volatile
  return pg_sequence_last_value('es.position'::regclass);

-- Everything at or below this position is final. The sequence is read before the locks: a writer that is not seen here
-- announces later, so it takes positions above. Must be a statement of its own, before the one that reads events.
-- It is not a cursor: after a crash the sequence may hand out positions again that nobody has committed.
create function es.horizon() returns bigint language plpgsql volatile as $$
declare
  top bigint;
  low bigint;
begin
  top := es.taken();
  select min(((l.classid::bigint & 255) << 32) | l.objid::bigint) into low
    from pg_locks l
   where l.locktype = 'advisory' and l.objsubid = 1 and l.classid::bigint >> 8 = es.mark() >> 40
     and l.database = (select d.oid from pg_database d where d.datname = current_database());
  return least(top, low);
end $$;

-- What a writer that came too late is told: ok if the stream holds exactly these events after `expected` already.
create function es.settled(p_stream text, p_expected bigint, p_ids text[],
  out ok boolean, out version bigint, out "position" bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  found_id bigint;
begin
  select s.id, s.version into found_id, settled.version from es.streams s where s.name = p_stream;
  select count(*) = cardinality(p_ids), max(e.position) into ok, settled.position
    from unnest(p_ids) with ordinality as i(id, o)
    join es.events e on e.stream = found_id and e.version = p_expected + i.o and e.id = i.id;
  settled.version := case when ok then p_expected + cardinality(p_ids) else coalesce(settled.version, 0) end;
end $$;

-- One event: one statement announces, one writes.
create function es.append_one(p_stream text, p_expected bigint, p_id text, p_type text, p_data json, p_meta json,
  out ok boolean, out version bigint, out "position" bigint)
language plpgsql as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(es.mark() | es.taken());
  if p_expected > 0 then
    with s as (
      update es.streams s set version = p_expected + 1 where s.name = p_stream and s.version = p_expected returning s.id
    )
    insert into es.events (position, stream, version, id, type, data, meta)
    select nextval('es.position'), s.id, p_expected + 1, p_id, p_type, p_data, p_meta from s
    returning events.position into append_one.position;
  else
    with s as (
      insert into es.streams as s (name, version) values (p_stream, 1) on conflict (name) do nothing returning s.id
    )
    insert into es.events (position, stream, version, id, type, data, meta)
    select nextval('es.position'), s.id, 1, p_id, p_type, p_data, p_meta from s
    returning events.position into append_one.position;
  end if;
  ok := append_one.position is not null;
  append_one.version := p_expected + 1;
  if not ok then
    select r.ok, r.version, r.position into ok, append_one.version, append_one.position
      from es.settled(p_stream, p_expected, array[p_id]) r;
  end if;
end $$;

-- Several events of one stream, all or none.
create function es.append(p_stream text, p_expected bigint, p_ids text[], p_types text[], p_data json[], p_meta json[],
  out ok boolean, out version bigint, out "position" bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  n int := cardinality(p_ids);
  owner bigint;
begin
  perform pg_advisory_xact_lock_shared(es.mark() | es.taken());
  if p_expected > 0 then
    update es.streams s set version = p_expected + n where s.name = p_stream and s.version = p_expected
    returning s.id into owner;
  else
    insert into es.streams as s (name, version) values (p_stream, n) on conflict (name) do nothing
    returning s.id into owner;
  end if;
  ok := owner is not null;
  if not ok then
    select r.ok, r.version, r.position into ok, append.version, append.position
      from es.settled(p_stream, p_expected, p_ids) r;
    return;
  end if;
  insert into es.events (position, stream, version, id, type, data, meta)
  select nextval('es.position'), owner, p_expected + e.o, e.id, e.type, e.data, e.meta
    from unnest(p_ids, p_types, p_data, p_meta) with ordinality as e(id, type, data, meta, o);
  append.version := p_expected + n;
  append.position := currval('es.position');
end $$;

-- Many appends to different streams in one commit. Whoever lost a race is left out (position is null); the others stay.
-- Streams are locked in the order of their names, existing ones before new ones, so that two batches cannot deadlock.
-- The generic plan is fixed because planning costs ten times as much as running.
create function es.append_many(
  p_streams text[], p_expected bigint[], p_counts int[], p_ids text[], p_types text[], p_data json[], p_meta json[])
returns table (ord int, "position" bigint)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(es.mark() | es.taken());
  return query
  with a as materialized (
    select x.s, x.e, x.c, x.o::int as o, (sum(x.c) over (order by x.o))::int - x.c as start
      from unnest(p_streams, p_expected, p_counts) with ordinality x(s, e, c, o)
  ), locked as materialized (
    select s.id, a.o from a join es.streams s on s.name = a.s
     where a.e > 0 and s.version = a.e order by s.name for update of s
  ), moved as (
    update es.streams s set version = s.version + a.c from a join locked l on l.o = a.o
     where s.id = l.id and s.version = a.e
    returning s.id, a.o
  ), opened as (
    insert into es.streams (name, version) select a.s, a.c from a where a.e = 0 order by a.s
    on conflict (name) do nothing returning id, name
  ), won as (
    select m.id, m.o from moved m union all
    select n.id, a.o from opened n join a on a.s = n.name
  ), written as (
    insert into es.events (position, stream, version, id, type, data, meta)
    select nextval('es.position'), q.stream, q.version, q.id, q.type, q.data, q.meta
      from (select won.id as stream, a.e + e.o - a.start as version, e.id, e.type, e.data, e.meta
              from unnest(p_ids, p_types, p_data, p_meta) with ordinality as e(id, type, data, meta, o)
              join a on e.o > a.start and e.o <= a.start + a.c
              join won on won.o = a.o
             order by e.o) q
    returning events.stream, events.position
  )
  select won.o, max(w.position) from won join written w on w.stream = won.id group by won.o;
end $$;

-- What is final after a position, in order. Volatile: the horizon and the events are two statements with two snapshots.
create function es.follow(p_after bigint, p_limit int)
returns table ("position" bigint, stream text, version bigint, id text, type text, data json, meta json)
language plpgsql volatile rows 500 as $$
#variable_conflict use_column
declare
  final bigint := es.horizon();
begin
  if final <= p_after then
    return;
  end if;
  return query
  select e.position, (select s.name from es.streams s where s.id = e.stream), e.version, e.id, e.type, e.data, e.meta
    from es.events e
   where e.position > p_after and e.position <= final
   order by e.position
   limit p_limit;
end $$;
