/** To whom data of a patient was given, at the door of a real store: by printing, by hand, corrected, and what the patient is told of it (A14, X4). */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyText } from '../../shared/access/copy-text.ts'
import { listPrinters } from '../../shared/access/list-printers.ts'
import { logPrint } from '../../shared/access/log-print.ts'
import { sendToPrinter } from '../../shared/access/send-to-printer.ts'
import { getAccessReport } from '../../shared/auditing/get-access-report.ts'
import { correctDisclosure } from '../../shared/disclosures/correct-disclosure.ts'
import { exportAccounting } from '../../shared/disclosures/export-accounting.ts'
import { getAccounting } from '../../shared/disclosures/get-accounting.ts'
import { listDisclosures } from '../../shared/disclosures/list-disclosures.ts'
import { printGiven } from '../../shared/disclosures/print-given.ts'
import { exampleGiven, recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { exportRecord } from '../../shared/exports/export-record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { TestClock } from '../kit/clock.ts'
import { auditRows, newPractice, tempFolder } from '../kit/practice.ts'

const { demographics } = registerPatient.example
const dayMs = 86_400_000

async function aPractice() {
  const clock = new TestClock()
  const desk = await newPractice({ clock })
  const register = async (family: string) =>
    (
      await desk.call(registerPatient, {
        ...registerPatient.example,
        notADuplicate: true,
        demographics: { ...demographics, family },
      })
    ).patientId
  const [patientId, otherId] = [await register('Okon'), await register('Haverkamp')]
  const physician = colleagueAt(desk, 21, ['physician'], 'Ana Ray, MD')
  const front = colleagueAt(desk, 24, ['front-desk'], 'Dana Ives')
  const auditor = colleagueAt(desk, 25, ['auditor'], 'Edo Sand')
  const today = new Date(clock.now()).toISOString().slice(0, 10)
  const asked = { patientId, from: later(today, -365), to: today }
  return { clock, desk, patientId, otherId, physician, front, auditor, today, asked }
}
const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
const detailOf = (entry: { detail: string } | undefined): unknown => JSON.parse(entry?.detail ?? '{}')

test('every print and copy says for whom: the practice’s own use by itself, what is made for the patient, and what is given out with its disclosure', async () => {
  const { desk, patientId, otherId, physician, auditor, asked } = await aPractice()
  const last = (action: string) => detailOf(auditRows(desk).findLast((entry) => entry.action === action))
  await physician.call(logPrint, { what: 'chart-section', patientId, printer: 'Front desk' })
  expect(last('print')).toEqual({
    what: 'chart-section',
    recipient: 'practice',
    purpose: 'operations',
    printer: 'Front desk',
  })
  await physician.call(logPrint, { what: 'receipt', patientId })
  expect(last('print')).toMatchObject({ recipient: 'patient', purpose: 'payment', printer: '' })
  await physician.call(logPrint, { what: 'receipt', patientId, stays: true })
  expect(last('print')).toMatchObject({ recipient: 'practice' })
  await physician.call(copyText, { text: 'x', patientId })
  expect(last('copy')).toEqual({ recipient: 'practice', purpose: 'operations' })
  expect((await physician.call(listDisclosures, { patientId })).disclosures).toEqual([])

  const given = {
    ...exampleGiven,
    recipient: 'provider',
    recipientName: 'Harborview Hospital',
    what: 'Problems',
    purpose: 'treatment',
  } as const
  const out = { what: 'chart-section' as const, printer: 'Front desk', patientIds: [patientId], given }
  await physician.call(printGiven, out)
  expect(last('print')).toEqual({
    what: 'chart-section',
    recipient: 'provider',
    purpose: 'treatment',
    printer: 'Front desk',
  })
  // a list that is given out is given out of each patient on it
  await physician.call(printGiven, {
    ...out,
    what: 'patient-list' as const,
    patientIds: [patientId, otherId, otherId],
    given: { ...given, recipient: 'police', recipientName: 'City police', purpose: 'police' },
  })
  expect(last('print')).toMatchObject({ recipient: 'police', patients: 3 })
  expect((await physician.call(getAccounting, { ...asked, patientId: otherId })).lines).toMatchObject([
    { recipient: 'police', recipientName: 'City police', how: 'printed', accounted: true },
  ])

  // a record that leaves as a file is one, too
  desk.folder = tempFolder()
  const file = { patientId: otherId, toName: 'Roe & Doe', encrypted: true } as const
  await desk.call(exportRecord, { ...file, handingOut: { recipient: 'lawyer', purpose: 'law' } })
  await desk.call(exportRecord, { ...file, handingOut: { recipient: 'practice', purpose: 'move' } })
  expect((await physician.call(getAccounting, { ...asked, patientId: otherId })).lines).toMatchObject([
    { recipient: 'lawyer', recipientName: 'Roe & Doe', how: 'electronic', purpose: 'law', accounted: true },
    { recipient: 'police' },
  ])

  const report = await auditor.call(getAccessReport, { patientId, from: null, to: null })
  expect(report.given).toMatchObject([
    { recipient: 'police', accounted: true },
    { recipient: 'provider', recipientName: 'Harborview Hospital', accounted: false },
  ])
  expect(report.lines.filter(({ did }) => did === 'printed')).toMatchObject([
    { handedOut: { recipient: 'provider', purpose: 'treatment' } },
    { handedOut: { recipient: 'practice', purpose: 'operations' }, times: 2 },
    { handedOut: { recipient: 'patient', purpose: 'payment' } },
  ])
  // the log has codes; names stand in the record
  expect(JSON.stringify(auditRows(desk))).not.toMatch(/Harborview|City police|Problems|Doe/)
})

test('written down by hand, corrected by another one, and never changed: the patient is told what stands', async () => {
  const { desk, patientId, otherId, physician, front, auditor, today, asked } = await aPractice()
  const record = (more: object, given: object = {}) =>
    front.call(recordDisclosure, {
      patientIds: [patientId],
      day: today,
      how: 'fax',
      given: { ...exampleGiven, ...given },
      ...more,
    })
  await record({ day: later(today, -3) })
  await record({ how: 'phone' }, { recipient: 'patient', recipientName: '', purpose: 'copy' })
  await record({ how: 'mail' }, { recipient: 'lawyer', recipientName: 'Roe & Doe', purpose: 'court' })
  const listed = async () => (await physician.call(listDisclosures, { patientId })).disclosures
  const idOf = async (how: string) => (await listed()).find((each) => each.how === how)?.disclosureId ?? ''
  const fax = await idOf('fax')
  const correction = {
    ...correctDisclosure.example,
    patientId,
    disclosureId: fax,
    day: later(today, -3),
    given: { ...exampleGiven, recipientName: 'State Department of Health' },
  }
  expect(await reasonOf(front.call(correctDisclosure, { ...correction, patientId: otherId }))).toBe(
    'disclosure.not-found',
  )
  await front.call(correctDisclosure, correction)
  expect(await reasonOf(front.call(correctDisclosure, correction))).toBe('disclosure.replaced')
  await physician.call(correctDisclosure, {
    ...correction,
    disclosureId: await idOf('mail'),
    mistaken: true,
    why: 'It was another patient’s.',
  })
  expect((await listed()).map(({ how, replaced, mistaken, by }) => [how, replaced, mistaken, by])).toEqual([
    ['mail', true, false, 'Dana Ives'],
    ['phone', false, false, 'Dana Ives'],
    ['fax', true, true, 'Ana Ray, MD'],
    ['fax', false, false, 'Dana Ives'],
    ['fax', true, false, 'Dana Ives'],
  ])
  const { lines, patient } = await front.call(getAccounting, asked)
  expect(patient.filedName).toContain('Okon')
  expect(
    lines.map(({ recipientName, how, accounted, corrected }) => [recipientName, how, accounted, corrected]),
  ).toEqual([
    ['', 'phone', false, false],
    ['State Department of Health', 'fax', true, true],
  ])

  // as a table, encrypted unless somebody may do otherwise, under no name of theirs
  const folder = tempFolder()
  desk.folder = folder
  expect(await reasonOf(front.call(exportAccounting, { ...asked, encrypted: false }))).toBe(
    'export.must-encrypt',
  )
  const { written } = await desk.call(exportAccounting, { ...asked, encrypted: false })
  expect(readdirSync(folder)).toEqual([written?.fileName])
  expect(written?.fileName).not.toMatch(/okon/i)
  const table = readFileSync(join(folder, written?.fileName ?? ''), 'utf8')
  expect(table.split('\r\n')).toHaveLength(4)
  expect(table).toContain('State Department of Health')
  expect((await front.call(exportAccounting, { ...asked, encrypted: true })).written?.passphrase).toMatch(
    /^[0-9A-Z-]{20,}$/,
  )

  // each in the log by whom; nobody but who may print writes or reads it
  const acts = auditRows(desk).filter(({ action }) => action.startsWith('disclosure.'))
  expect(acts.every(({ subject }) => subject === patientId || subject === otherId)).toBe(true)
  expect(JSON.stringify(acts)).not.toMatch(/State Department|notifiable/)
  expect(await reasonOf(auditor.call(listDisclosures, { patientId }))).toBe('permission.missing')
  expect(await reasonOf(auditor.call(recordDisclosure, recordDisclosure.example))).toBe('permission.missing')
})

test('what is not enough is refused; what an authority keeps silent is not told before its day; six years and no more', async () => {
  const { clock, patientId, physician, front, today, asked } = await aPractice()
  const record = (given: object, more: object = {}) =>
    front.call(recordDisclosure, {
      patientIds: [patientId],
      day: today,
      how: 'handed',
      given: { ...exampleGiven, ...given },
      ...more,
    })
  expect(await reasonOf(record({ recipientName: ' ' }))).toBe('disclosure.who')
  expect(await reasonOf(record({ purpose: 'other' }))).toBe('disclosure.why')
  expect(await reasonOf(record({ notToldUntil: later(today, 9) }))).toBe('disclosure.silence')
  expect(await reasonOf(record({}, { day: later(today, 2) }))).toBe('disclosure.day-ahead')
  expect(await reasonOf(record({ what: '' }))).toBe('input.invalid')
  expect(await reasonOf(record({}, { patientIds: ['0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a99'] }))).toBe(
    'patient.not-found',
  )

  await record({ recipient: 'police', purpose: 'police', notToldUntil: later(today, 30) })
  expect(await front.call(getAccounting, asked)).toMatchObject({ lines: [], silent: 1 })
  expect((await physician.call(listDisclosures, { patientId })).disclosures).toHaveLength(1)
  clock.advance(31 * dayMs)
  expect(await front.call(getAccounting, asked)).toMatchObject({
    lines: [{ recipient: 'police' }],
    silent: 0,
  })

  const ask = (from: string, to: string) => reasonOf(front.call(getAccounting, { patientId, from, to }))
  expect(await ask(today, later(today, -1))).toBe('disclosure.period')
  expect(await ask(later(today, -6 * 366), today)).toBe('disclosure.six-years')

  // a closed chart is closed in this too
  await physician.call(restrictChart, {
    patientId,
    version: null,
    kinds: ['requested'],
    note: '',
    people: [physician.id],
  })
  expect(await reasonOf(front.call(listDisclosures, { patientId }))).toBe('chart.restricted')
  expect(await reasonOf(record({}))).toBe('chart.restricted')
})

test('a printer is one that the computer has, is remembered where it is, and what it does not take is said', async () => {
  const { desk, physician } = await aPractice()
  expect(await physician.call(listPrinters, {})).toEqual({ printers: [], last: null })
  desk.printers = ['Front desk', 'Back office']
  await physician.call(sendToPrinter, { printer: 'Back office' })
  expect(desk.onPaper).toEqual(['Back office'])
  expect((await physician.call(listPrinters, {})).last).toBe('Back office')
  expect(await reasonOf(physician.call(sendToPrinter, { printer: 'Elsewhere' }))).toBe('print.no-printer')
  desk.printerRefuses = true
  expect(await reasonOf(physician.call(sendToPrinter, { printer: 'Front desk' }))).toBe('print.failed')
  expect((await physician.call(listPrinters, {})).last).toBe('Back office')
  const sent = auditRows(desk).filter(({ action }) => action === 'print.send')
  expect(sent.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done', 'not-performed'])
  desk.printers = ['Front desk']
  expect((await physician.call(listPrinters, {})).last).toBeNull()
})
