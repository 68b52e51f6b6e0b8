import { randomBytes } from 'node:crypto'
import { singleExports } from '../../shared/access/export-policy.ts'
import { exportRecord } from '../../shared/exports/export-record.ts'
import { notePatientExported } from '../../shared/exports/start-export.ts'
import { codeBytes, writeCode } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { heldOf, isPatient } from '../charting/get-standing.sql.ts'
import { act, type Acting } from '../pipeline/handle.ts'
import { withheldFrom } from '../pipeline/kinds-of-data.ts'
import { practiceOf } from '../store/people.sql.ts'
import { keptEntries } from '../store/sensitive.sql.ts'
import { writeWholeFile } from '../store/whole-file.ts'
import { packRecords, Tally, type Chart } from './pack-records.ts'
import { archiveOf } from './tar.ts'
import { mustReadCharts } from './whose.ts'

/** All of a type lies in one file: a record that is longer than this goes on in a second one. */
const most = 64 * 1024 * 1024

export const exportRecordHandler = act(exportRecord, async (acting, input) => {
  const { session, ctx, read, host, step } = acting
  must(session && ctx, 'export-record.session')
  const { patientId, handingOut, toName, encrypted } = input
  mustReadCharts(session)
  if (!encrypted && !session.actor.can.has('export.clear'))
    throw new AppError('Forbidden', 'export.must-encrypt')
  const { store, actor, workstation } = session
  if (!isPatient(store.read, patientId)) throw new AppError('NotFound', 'patient.not-found')
  if (heldOf(store.read, patientId).held !== 'yes') throw new AppError('Unavailable', 'export.chart-away')
  await refuseTooMany(acting, actor.id)
  const folder = await host.chooseFolder('Choose a folder for the record')
  if (folder === null) return { written: null }
  const exportId = ctx.newId()
  const withheld = withheldFrom(session)
  const chart: Chart = {
    patientId,
    read: read(),
    withheld: withheld ? keptEntries(store.read, withheld, patientId) : 0,
  }
  const about = {
    exportId,
    practice: practiceOf(store.read)?.name ?? '',
    workstation: workstation.device,
    madeAt: ctx.now,
    madeBy: actor.displayName,
    ...handingOut,
    request: null,
  }
  const tally = new Tally()
  const entries = packRecords({ about, charts: one(chart), blobs: session.blobs, most }, tally)
  // before a byte of it is written: what then fails is said to have left, and never the other way round
  step(notePatientExported, { patientId, requestId: null, exportId, handingOut, toName, encrypted })
  const passphrase = encrypted ? writeCode(randomBytes(codeBytes)) : null
  const name = `holdfast-record-${exportId}.tar.gz${encrypted ? '.age' : ''}`
  await writeWholeFile({ folder, name, passphrase }, archiveOf(entries, ctx.now))
  return {
    written: { fileName: name, exportId, resources: tally.all, withheld: chart.withheld, passphrase },
  }
})

/** By the log of this workstation: a sign-out begins no new count. */
async function refuseTooMany({ gatekeeper, ctx }: Acting, actor: string): Promise<void> {
  must(ctx, 'export-record.ctx')
  const { max, minutes } = singleExports
  const log = gatekeeper.auditDesk.log('here')
  const words = new Map([
    ['action', ['record.write-file']],
    ['outcome', ['done']],
    ['actor', [actor]],
  ] as const)
  const from = instantOf(Date.parse(ctx.now) - minutes * 60_000)
  const search = { from, before: null, words, op: null, sort: 'n', descending: true, upTo: null } as const
  const { numbers } = await log.find(search, () => new Map())
  const written = log.entriesBy([...numbers]).filter(({ detail }) => detail.includes('"export":'))
  if (written.length >= max)
    throw new AppError('Unavailable', 'cap.exceeded', { max: String(max), minutes: String(minutes) })
}

async function* one(chart: Chart): AsyncGenerator<Chart> {
  yield await Promise.resolve(chart)
}
