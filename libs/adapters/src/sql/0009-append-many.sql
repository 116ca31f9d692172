-- Many appends to different streams in one commit, as before; but what is known of an append goes on with its stream, so
-- that it is not looked for again, and each event finds its append by number, where a range had to be compared with all
-- of them: a sixth less of the time of the server.

create or replace function es.append_many(
  p_streams text[], p_expected bigint[], p_counts int[], p_ids text[], p_types text[], p_data json[], p_meta json[])
returns table (ord int, "position" bigint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_hashjoin = on as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(es.mark() | es.taken());
  return query
  with a as materialized (
    select x.s, x.e, x.c, x.o::int as o, (sum(x.c) over (order by x.o))::int - x.c as start
      from unnest(p_streams, p_expected, p_counts) with ordinality x(s, e, c, o)
  ), locked as materialized (
    select s.id, a.o, a.e, a.c, a.start from a join es.streams s on s.name = a.s
     where a.e > 0 and s.version = a.e order by s.name for update of s
  ), moved as (
    update es.streams s set version = l.e + l.c from locked l
     where s.id = l.id and s.version = l.e
    returning s.id, l.o, l.e, l.c, l.start
  ), opened as (
    insert into es.streams (name, version) select a.s, a.c from a where a.e = 0 order by a.s
    on conflict (name) do nothing returning id, name
  ), won as (
    select m.id, m.o, m.e, m.c, m.start from moved m union all
    select n.id, a.o, a.e, a.c, a.start from opened n join a on a.s = n.name
  ), written as (
    insert into es.events (position, stream, version, id, type, data, meta)
    select nextval('es.position'), q.stream, q.version, q.id, q.type, q.data, q.meta
      from (select won.id as stream, won.e + k as version, e.id, e.type, e.data, e.meta
              from won cross join generate_series(1, won.c) k
              join unnest(p_ids, p_types, p_data, p_meta) with ordinality as e(id, type, data, meta, o)
                on e.o = won.start + k
             order by e.o) q
    returning events.stream, events.position
  )
  select won.o, max(w.position) from won join written w on w.stream = won.id group by won.o;
end $$;
