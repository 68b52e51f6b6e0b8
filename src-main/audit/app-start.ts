/** What the log says when Holdfast starts: with which version, and that it is another than the last time. */
import type { AuditEntry, AuditFile } from './audit-log.ts'

type Starting = Pick<AuditEntry, 'action' | 'category' | 'outcome' | 'detail'>

/** The version of the last start; null where there was none, or it was not said. */
function versionBefore({ db }: Pick<AuditFile, 'db'>): string | null {
  const detail = db
    .prepare<[], string>("SELECT detail FROM audit WHERE action = 'app.start' ORDER BY seq DESC LIMIT 1")
    .pluck()
    .get()
  const { version } = JSON.parse(detail ?? '{}') as { version?: unknown }
  return typeof version === 'string' ? version : null
}

/** Entries to write, in order. `file`: null where there is no log yet. */
export function startingEntries(file: Pick<AuditFile, 'db'> | null, version: string): readonly Starting[] {
  const from = file && versionBefore(file)
  const done = { category: 'session', outcome: 'done' } as const
  return [
    ...(from !== null && from !== version
      ? [{ ...done, action: 'app.updated', detail: { from, to: version } }]
      : []),
    { ...done, action: 'app.start', detail: { version } },
  ]
}
