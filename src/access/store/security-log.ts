import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'

/** One happening that matters to the guard of the system. Whose matter it was, or what stood in it, is never among it. */
export interface SecurityLine {
  readonly id: string
  readonly at: Date
  /** Attempts to sign in; readings of personal data; changes of units, people, rights, keys and rules. */
  readonly kind: 'sign-in' | 'reading' | 'right'
  /** Who did it, as the journal names actors; null for a login that nobody has. */
  readonly actor: string | null
  /** The outcome, what was read, or the act. */
  readonly what: string
  /** What it was done to: `account:<id>`, `client:<id>`, `unit:<id>`; null for the others. */
  readonly subject: string | null
  /** For what personal data was read. */
  readonly purpose: string | null
}

export interface SecurityFilter {
  readonly account: string | null
  readonly kind: SecurityLine['kind'] | null
  readonly from: Date | null
  readonly to: Date | null
  /** The last line of the page before. */
  readonly before: { readonly at: Date; readonly id: string } | null
}

/** Newest first. Each of the three logs gives at most a page, so that none is read whole. */
export const listSecurityLog = async (db: Sql, filter: SecurityFilter, limit: number): Promise<SecurityLine[]> => {
  const { account, kind, from, to, before } = filter
  const actor = account === null ? null : `staff:${account}`
  const subject = account === null ? null : `account:${account}`
  const within = sql`(${from}::timestamptz is null or at >= ${from}) and (${to}::timestamptz is null or at < ${to})
    and (${before?.at ?? null}::timestamptz is null or (at, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))`
  const newest = sql`order by at desc, id desc limit ${limit}`
  const wanted = (each: SecurityLine['kind']) => sql`(${kind}::text is null or ${kind}::text = ${each})`
  const { rows } = await sql<SecurityLine>`
    select id, at, kind, actor, what, subject, purpose from (
      (select id, at, 'sign-in' as kind, 'staff:' || account::text as actor, outcome as what, null::text as subject, null::text as purpose from sign_in
        where ${wanted('sign-in')} and (${account}::uuid is null or account = ${account}::uuid) and ${within} ${newest})
      union all
      (select id, at, 'reading' as kind, actor, what, null::text as subject, purpose from access_log
        where ${wanted('reading')} and (${actor}::text is null or actor = ${actor}) and ${within} ${newest})
      union all
      (select id, at, 'right' as kind, actor, act as what, subject, null::text as purpose from administration_log
        where ${wanted('right')} and subject not like 'administration:%' and (${actor}::text is null or actor = ${actor} or subject = ${subject})
          and ${within} ${newest})
    ) as lines ${newest}`.execute(db)
  return rows
}
