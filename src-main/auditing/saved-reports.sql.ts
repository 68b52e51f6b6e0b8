import type { Reader } from '../store/reader.ts'

/** Reports are kept among a person's preferences, under this and their name. */
export const reportPrefix = 'audit-report/'

export const reportsOf = (read: Reader, owner: string): { name: string; value: string }[] =>
  read
    .all((sql) =>
      sql
        .selectFrom('preference')
        .select(['name', 'value'])
        .where('owner', '=', owner)
        .where('name', '>=', reportPrefix)
        .where('name', '<', `${reportPrefix}\u{10ffff}`)
        .orderBy('name'),
    )
    .map(({ name, value }) => ({ name: name.slice(reportPrefix.length), value }))
