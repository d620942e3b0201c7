-- To be run once on a database that was restored from a dump (pg_restore), before the server starts on it: psql -v ON_ERROR_STOP=1 -1 -f after-restore.sql
--
-- Followers of the journal (search, figures, live updates) read it in the order of the transactions that wrote it, and remember how far they came. A dump keeps those
-- numbers, but a new cluster counts transactions from the beginning: new entries would get lower numbers than the followers have passed, and would
-- not be seen. This gives the old entries numbers below every new one, and keeps what each follower had read and what not. A physical copy
-- (pg_basebackup) needs none of it.
create temp table stop on commit drop as
  select name, tx, matter_id, n, row_number() over (order by tx, matter_id, n) as k from follower;

update journal j set tx = (1 + (select count(*) from stop s where (s.tx, s.matter_id, s.n) < (j.tx, j.matter_id, j.n)))::text::xid8;

update follower f set tx = s.k::text::xid8, matter_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff', n = 2147483647
from stop s where s.name = f.name;
