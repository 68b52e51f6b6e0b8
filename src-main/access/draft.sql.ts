import type { Reader } from '../store/reader.ts'

export const sealedDraft = (read: Reader, owner: string, kind: string, subject: string) =>
  read.first((sql) =>
    sql
      .selectFrom('draft')
      .select(['sealed', 'updatedAt'])
      .where('owner', '=', owner)
      .where('kind', '=', kind)
      .where('subject', '=', subject),
  )

export const draftsOf = (read: Reader, owner: string) =>
  read
    .all((sql) => sql.selectFrom('draft').select(['kind', 'subject', 'updatedAt']).where('owner', '=', owner))
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
