import { randomBytes } from 'node:crypto'
import { auditEventLine } from '../../shared/auditing/audit-event.ts'
import { exportEntries } from '../../shared/auditing/export-entries.ts'
import { codeBytes, writeCode } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { EntryRow } from '../audit/log-reader.ts'
import { act } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { namedLines } from './named-lines.ts'
import { labelsOf, searchFor } from './report-search.ts'
import { coversTable } from './write-covers.ts'
import { tableOf, writeTable, writeWhole } from './write-table.ts'

const most = 100_000
const atOnce = 1000

export const exportEntriesHandler = act(exportEntries, async ({ gatekeeper, session, ctx, host }, input) => {
  must(session && ctx, 'auditing.session')
  if (!input.encrypted && !session.actor.can.has('export.clear'))
    throw new AppError('Forbidden', 'export.must-encrypt')
  const { read } = session.store
  const desk = gatekeeper.auditDesk.log(input.scope)
  // of before it is searched: what comes meanwhile is said by the next
  const covered = coversTable(desk.covered())
  const { numbers } = await desk.find(searchFor(read, input, null), labelsOf(read))
  if (numbers.length > most)
    throw new AppError('Invalid', 'audit.too-many', { most: most.toLocaleString('en') })
  const folder = await host.chooseFolder('Choose a folder for the report')
  if (folder === null) return { written: null }
  const stamp = ctx.now.replaceAll(/[:.]/g, '')
  function* stretches(of: (rows: readonly EntryRow[]) => string) {
    for (let at = 0; at < numbers.length; at += atOnce)
      yield of(desk.entriesBy([...numbers.subarray(at, at + atOnce)]))
  }
  const isTable = input.format === 'table'
  const plain = isTable ? `holdfast-audit-report-${stamp}.csv` : `holdfast-audit-events-${stamp}.ndjson`
  const passphrase = input.encrypted ? writeCode(randomBytes(codeBytes)) : null
  const named = (name: string) => ({ folder, name: passphrase === null ? name : `${name}.age`, passphrase })
  const to = named(plain)
  const covers = input.scope === 'all' ? named(`holdfast-audit-covers-${stamp}.csv`) : null
  if (isTable)
    await writeTable(
      to,
      stretches((rows) => {
        const offsets = desk.offsetsOf(rows)
        return tableOf(namedLines(read, rows).map((line, n) => ({ ...line, utcOffset: offsets[n] ?? null })))
      }),
    )
  else
    await writeWhole(
      to,
      '',
      stretches((rows) => eventsOf(read, rows)),
    )
  if (covers) await writeWhole(covers, '\uFEFF', [covered])
  return {
    written: { fileName: to.name, entries: numbers.length, coversName: covers?.name ?? null, passphrase },
  }
})

/** Entries as AuditEvents, with the names that are known here. */
const eventsOf = (read: Reader, rows: readonly EntryRow[]): string =>
  namedLines(read, rows)
    .map(({ actor, patient }, index) => {
      const row = rows[index]
      must(row, 'auditing.row')
      const entry = { ...row, device: row.workstation, h: row.h.toString('hex') }
      return auditEventLine(entry, { person: actor?.name ?? null, patient: patient?.name ?? null })
    })
    .join('')
