import { ImportReport, type Refusal } from '../../shared/exchange/import-report.ts'
import type { Reader } from '../store/reader.ts'

export const reportOf = (read: Reader, importId: string): ImportReport | null => {
  const [run] = read.rows<{ report: string }>('SELECT report FROM import_run WHERE id = ?', importId)
  return run ? ImportReport.parse(JSON.parse(run.report)) : null
}

/** Under which name a run kept its source's ids; null for a run of another workstation. */
export const sourceOfRun = (read: Reader, importId: string): string | null =>
  read.rows<{ source: string }>('SELECT source FROM import_run WHERE id = ?', importId)[0]?.source ?? null

const columns = [
  'import_run.id as importId',
  'import_run.state',
  'import_run.reason',
  'import_run.folder',
  'import_run.source',
  'import_run.startedAt',
  'import_run.endedAt',
  'import_run.report',
  'users.displayName',
] as const

export const runOf = (read: Reader, importId: string) =>
  read.first((sql) =>
    sql
      .selectFrom('import_run')
      .leftJoin('users', 'users.id', 'import_run.startedBy')
      .select(columns)
      .where('import_run.id', '=', importId),
  )

export const lastRuns = (read: Reader) =>
  read.all((sql) =>
    sql
      .selectFrom('import_run')
      .leftJoin('users', 'users.id', 'import_run.startedBy')
      .select(columns)
      .orderBy('import_run.startedAt', 'desc')
      .orderBy('import_run.id', 'desc')
      .limit(100),
  )

export const refusalsOf = (read: Reader, importId: string, from: number, limit: number): Refusal[] =>
  read.rows<Refusal>(
    `SELECT file, line, resourceType, path, reason, detail FROM import_refusal
     WHERE run = ? AND n >= ? ORDER BY n LIMIT ?`,
    importId,
    from,
    limit,
  )

export const countListed = (read: Reader, importId: string): number =>
  read.rows<{ n: number }>('SELECT count(*) AS n FROM import_refusal WHERE run = ?', importId)[0]?.n ?? 0
