import type { Sql } from '../../kernel/database/open.ts'
import type { FileRef } from '../domain/events.ts'
import type { z } from 'zod'
import type { fileView } from '../views.ts'

export type FileView = z.output<typeof fileView>

/** Turns references into what a screen shows. */
export interface FileViews {
  readonly of: (refs: readonly FileRef[]) => FileView[]
}

/** Reads what is known of the files of a matter. */
export const readFileViews = async (db: Sql, refs: readonly FileRef[]): Promise<FileViews> => {
  const digests = [...new Set(refs.map((ref) => ref.digest))]
  const rows = digests.length === 0 ? [] : await db.selectFrom('file').select(['digest', 'kind']).where('digest', 'in', digests).execute()
  const kinds = new Map(rows.map((row) => [row.digest, row.kind]))
  return {
    of: (list) =>
      list.map((ref) => {
        const kind = kinds.get(ref.digest) ?? ref.kind
        return {
          digest: ref.digest,
          kind,
          name: null,
          shows: ref.shows ?? null,
          url: `/files/${ref.digest}`,
          thumbnail: kind === 'image' ? `/files/${ref.digest}/thumb` : null,
        }
      }),
  }
}
