import type { Reader } from '../store/reader.ts'

export const preferencesOf = (read: Reader, owner: string): Record<string, string> =>
  Object.fromEntries(
    read
      .all((sql) => sql.selectFrom('preference').select(['name', 'value']).where('owner', '=', owner))
      // what somebody has saved under a name is asked for where it is used
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, value }) => [name, value]),
  )
