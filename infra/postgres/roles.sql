-- Two roles for each service (最小权限). The owner (所有者), yimen_union_owner, owns the schema and brings it up to date; nobody
-- logs in with it but `--prepare`. The role of the service (服务账号), yimen_union, owns nothing, sees its own schema alone,
-- and has there what `--prepare` grants it: it can neither change nor delete events. Run by an administrator, in the
-- database of the district, before `--prepare`:
--   psql -v ON_ERROR_STOP=1 -v passwords="$(cat passwords.json)" -v owner_password="$OWNER_PASSWORD" \
--     -f infra/postgres/roles.sql postgres://admin@host/yimen
-- The file holds a password for each agency, {"union": "…", "hr": "…", …}, as that of the broker's accounts does. The names are those of infra/agencies.yaml; a specification compares them. Repeating it changes nothing. What belonged to
-- another role until now, such as that of the service itself, goes to the owner with everything that is in it.

-- Not printed, for what a container prints is kept.
select set_config('yimen.passwords', :'passwords', false) <> '' and
  set_config('yimen.owner_password', :'owner_password', false) <> '' as told;

do $$
declare
  agency text;
  agencies text[] := array[
    'union', 'hr', 'court', 'justice', 'petition', 'departments', 'joint_centre', 'people', 'insight'
  ];
  passwords json := current_setting('yimen.passwords');
  password text;
  owner_password text := current_setting('yimen.owner_password');
  service text;
  owner text;
  schema text;
  named text;
begin
  foreach agency in array agencies loop
    password := passwords ->> replace(agency, '_', '-');
    if coalesce(password, '') = '' then
      raise exception '% 没有口令，未作改动 · has no password; nothing was changed', agency;
    end if;
    if owner_password in ('', password) then
      raise exception '所有者的口令须与服务账号的不同，未作改动 · the owners need another password than the services; nothing was changed';
    end if;
  end loop;
  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;
  foreach agency in array agencies loop
    password := passwords ->> replace(agency, '_', '-');
    service := 'yimen_' || agency;
    owner := service || '_owner';
    schema := 'es_' || agency;
    foreach named in array array[service, owner] loop
      if not exists (select from pg_roles where rolname = named) then
        execute format('create role %I login nosuperuser nocreatedb nocreaterole', named);
      end if;
      execute format('alter role %I password %L', named,
        case named when owner then owner_password else password end);
      execute format('grant connect on database %I to %I', current_database(), named);
    end loop;
    -- Steps are applied after `create schema if not exists`.
    execute format('grant create on database %I to %I', current_database(), owner);
    execute format('revoke create, temporary on database %I from %I', current_database(), service);
    execute format('create schema if not exists %I authorization %I', schema, owner);
    execute format('alter schema %I owner to %I', schema, owner);
    -- A sequence that belongs to a column goes with its table.
    for named in
      select format('alter table %s owner to %I', c.oid::regclass, owner) from pg_class c
       where c.relnamespace = schema::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
         and c.relowner <> owner::regrole
         and not (c.relkind = 'S' and exists (select from pg_depend d where d.classid = 'pg_class'::regclass
           and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')))
      union all
      select format('alter routine %s owner to %I', p.oid::regprocedure, owner) from pg_proc p
       where p.pronamespace = schema::regnamespace and p.proowner <> owner::regrole
    loop
      execute named;
    end loop;
  end loop;
end $$;
