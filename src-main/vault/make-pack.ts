/** Makes one downtime pack: who is in it, what is known of them, pages, the sealed file. */
import { packPolicy } from '../../shared/downtime/pack-policy.ts'
import type { PackManifest } from '../../shared/downtime/pack.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { seenPatients } from '../audit/seen-patients.ts'
import { gatherPack } from '../downtime/gather-pack.ts'
import type { PaperMaker } from '../downtime/paper-maker.ts'
import type { Session } from '../pipeline/session.ts'
import { writePackFile } from './pack-file.ts'

export type Making = Readonly<{
  session: Session
  /** Null where there is none: nobody was seen here. */
  audit: AuditFile | null
  maker: PaperMaker
  file: string
  /** ISO 8601. */
  now: string
  dataAsOf: string | null
  hasCloud: boolean
  /** Lets others have their turn. What it throws ends the work, and leaves the pack there was. */
  turn(): Promise<void>
}>

/** Resolves to what it says of itself, and the size of its file in bytes. */
export async function makePack({
  session,
  audit,
  maker,
  file,
  now,
  dataAsOf,
  hasCloud,
  turn,
}: Making): Promise<Readonly<{ manifest: PackManifest; bytes: number }>> {
  const { store, packKey, workstation } = session
  const since = instantOf(Date.parse(now) - packPolicy.recentDays * 86_400_000)
  const seen = audit ? await seenPatients(audit, since, 4 * packPolicy.patients, turn) : []
  await turn()
  const content = await gatherPack({
    read: store.read,
    now,
    workstation: workstation.device.slice(-4).toUpperCase(),
    dataAsOf,
    hasCloud,
    seen,
    turn,
  })
  const paper = await maker.make(content)
  await turn()
  const pagesOf = new Map(paper.patients.map(({ patientId, pages }) => [patientId, pages]))
  const manifest: PackManifest = {
    format: 1,
    practiceName: content.head.practiceName,
    madeAt: now,
    dataAsOf,
    pages: paper.pages,
    front: paper.front,
    forms: paper.forms,
    patients: content.patients.map(({ patientId, name, birthDate, mrn, why }) => ({
      patientId,
      name,
      birthDate,
      mrn,
      why: [...why],
      pages: pagesOf.get(patientId) ?? paper.front,
    })),
  }
  const bytes = await writePackFile(file, packKey, workstation, { manifest, pdf: paper.bytes })
  return { manifest, bytes }
}
