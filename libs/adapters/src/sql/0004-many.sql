-- Sessions plan without hash joins, so that a plan made on a small table does not read the whole of a large one later.
-- Here the lists that were handed in are joined with each other, and each with each costs more than all of the writing.
alter function es.append_many(text[], bigint[], int[], text[], text[], json[], json[]) set enable_hashjoin = on;
