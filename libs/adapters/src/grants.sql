-- What the role of a service (服务账号) may do in its schema, and no more (最小权限): it appends events and can neither change
-- nor delete one. Run by the owner at each `--prepare`, after the steps of `sql/`; the schema `es` and the role :"service"
-- are renamed. Everything is taken away first, so that what was granted by mistake does not stay.

revoke all on schema es from public, :"service";
revoke all on all tables in schema es from public, :"service";
revoke all on all sequences in schema es from public, :"service";
revoke all on all functions in schema es from public, :"service";

grant usage on schema es to :"service";
grant select on all tables in schema es to :"service";              -- views are tables here
grant insert on es.events to :"service";
grant insert, update on es.streams to :"service";                   -- the number of events of a stream
grant insert, update, delete on es.rows to :"service";              -- what is shown; made anew from the log at any time
grant usage, select on all sequences in schema es to :"service";    -- takes positions, and cannot set them back
grant execute on all functions in schema es to :"service";          -- they run with the rights of whoever calls them
