/** Lays out a downtime pack: cover, schedule, list, a page a patient, blank forms. */
import { PDFDocument } from '@cantoo/pdf-lib'
import type { PageRange } from '../../../shared/downtime/pack.ts'
import type { PackContent } from '../pack-content.ts'
import { drawCover } from './draw-cover.ts'
import { drawForm } from './draw-form.ts'
import { drawPatient } from './draw-patient.ts'
import { drawList, drawSchedule } from './draw-schedule.ts'
import { forms } from './forms.ts'
import { furnitureOf } from './furniture.ts'
import { Sheet } from './sheet.ts'
import { embedFaces, type FontFiles } from './typeface.ts'

export type Paper = Readonly<{
  /** A PDF file. */
  bytes: Uint8Array
  pages: number
  front: PageRange
  forms: PageRange
  patients: readonly Readonly<{ patientId: string; pages: PageRange }>[]
}>

export async function makePaper(content: PackContent, files: FontFiles): Promise<Paper> {
  const document = await PDFDocument.create()
  const at = new Date(content.head.madeAt)
  document.setTitle('Downtime pack')
  document.setCreator('Holdfast')
  document.setProducer('Holdfast')
  document.setLanguage('en-US')
  document.setCreationDate(at)
  document.setModificationDate(at)
  const sheet = new Sheet(document, await embedFaces(document, files), furnitureOf(content.head))

  const writeContents = drawCover(sheet, content)
  const schedule = sheet.page + 1
  const writeSchedule = drawSchedule(sheet, content)
  const list = sheet.page + 1
  const writeList = drawList(sheet, content)
  const front = { from: 1, to: sheet.page }
  const patients = content.patients.map((patient) => ({
    patientId: patient.patientId,
    pages: drawPatient(sheet, patient, content.head),
  }))
  const firstForm = sheet.page + 1
  for (const form of forms) drawForm(sheet, form)

  const byId = new Map(patients.map(({ patientId, pages }) => [patientId, pages]))
  const pageOf = (patientId: string) => byId.get(patientId)
  writeSchedule(pageOf)
  writeList(pageOf)
  writeContents([
    ['Schedule of today and tomorrow', schedule],
    ['Patients by name', list],
    ...(patients.length > 0 ? [['Patients, one a page', front.to + 1] as const] : []),
    ['Blank forms', firstForm],
  ])
  const pages = sheet.finish()
  return { bytes: await document.save(), pages, front, forms: { from: firstForm, to: pages }, patients }
}
