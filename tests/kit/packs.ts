/** Downtime packs of a workstation without windows, and who comes to see the doctor. */
import { encounters } from '../../shared/charting/encounter.ts'
import { getPack } from '../../shared/downtime/get-pack.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { readPdf, type PdfPage } from './read-pdf.ts'
import { rowFor } from './rows.ts'
import { contextAt } from './store.ts'

/** Makes one and opens it; `why` by family name. */
export async function packOf(desk: Workstation) {
  await desk.vault.pack.make()
  const { manifest, base64 } = await desk.call(getPack, {})
  const pages = await readPdf(Buffer.from(base64, 'base64'))
  const why = Object.fromEntries(manifest.patients.map((line) => [line.name.replace(/,.*/, ''), line.why]))
  return { manifest, pages, why }
}

/** Its words, one space between them. */
export const textOf = (pages: readonly PdfPage[]): string =>
  pages.flatMap(({ texts }) => texts.flatMap(({ text }) => text.split(/\s+/))).join(' ')

/** A visit that begins at `startsAt` (an instant or a day). */
export function seedVisit(
  desk: Workstation,
  patientId: string,
  startsAt: string,
  more: Record<string, unknown> = {},
): void {
  desk.session.store.transaction(contextAt(), (tx) => {
    const row = {
      patientId,
      startsAt,
      endsAt: null,
      status: 'planned',
      kind: 'Office visit',
      reason: 'Cough',
    }
    tx.put(
      encounters,
      rowFor(encounters, 1, { ...row, practitionerId: null, locationId: null, ...more }) as never,
    )
    tx.close('test.visit@1')
  })
}
