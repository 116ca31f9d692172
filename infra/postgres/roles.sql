-- A role for each service (最小权限): it owns its own schema and can neither see nor touch that of a neighbour. Run once
-- by an administrator, in the database of the district:
--   psql -v ON_ERROR_STOP=1 -v password="$SERVICE_PASSWORD" -f infra/postgres/roles.sql postgres://admin@host/yimen
-- The names are those of infra/agencies.yaml; a specification compares them. Repeating it changes nothing.

select set_config('yimen.password', :'password', false);

do $$
declare
  name text;
  names text[] := array[
    'union', 'hr', 'court', 'justice', 'petition', 'departments', 'joint_centre', 'people', 'insight'
  ];
begin
  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;
  foreach name in array names loop
    if not exists (select from pg_roles where rolname = 'yimen_' || name) then
      execute format('create role %I login nosuperuser nocreatedb nocreaterole', 'yimen_' || name);
    end if;
    execute format('alter role %I password %L', 'yimen_' || name, current_setting('yimen.password'));
    execute format('create schema if not exists %I authorization %I', 'es_' || name, 'yimen_' || name);
    -- A service brings its own schema up to date, and asks for it with `create schema if not exists`.
    execute format('grant connect, create on database %I to %I', current_database(), 'yimen_' || name);
  end loop;
end $$;
