import type { Reader } from '../store/reader.ts'

export const doneCommand = (read: Reader, id: string) =>
  read.first((sql) => sql.selectFrom('done_command').select(['actor', 'sha', 'output']).where('id', '=', id))
