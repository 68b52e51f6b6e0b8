/** A row as the FHIR R4 resource it stands for: for what was entered here, and for what was changed here since it came in. */
import { chartingRecords } from '../charting/index.ts'
import type { documents } from '../charting/document.ts'
import { kindsOf, type SensitiveKind } from '../kernel/sensitivity.ts'
import type { RecordType, RowOf } from '../kernel/record.ts'
import { patientsRecords } from '../patients/index.ts'
import { scheduleRecords } from '../schedule/index.ts'
import { us } from './us-core.ts'
import {
  writeAllergy,
  writeCarePlan,
  writeCareTeam,
  writeEncounter,
  writeGoal,
  writeImmunization,
  writeMedication,
  writeObservation,
  writeProblem,
  writeProcedure,
  writeReport,
} from './write-chart.ts'
import {
  conceptOf,
  filled,
  hl7,
  periodOf,
  referenceOf,
  type Bag,
  type NameOf,
  type RefTo,
} from './write-element.ts'
import { writeCoverage, writePatient } from './write-person.ts'
import { writeContactPreference, writeReminder } from './write-reminder.ts'
import {
  writeAppointment,
  writeDeskCheck,
  writeRecall,
  writeReceipt,
  writeSeries,
  writeWaitlistEntry,
} from './write-schedule.ts'

type Write = (row: never, to: RefTo, names: NameOf) => Bag
/** For what names nobody and nothing of the practice. */
const noNames: NameOf = () => ''

/** Records of a patient, each with how it is written. A test holds it complete. */
export const written: readonly Readonly<{ record: RecordType; write: Write }>[] = [
  { record: patientsRecords.patients, write: (row) => writePatient(row) },
  { record: patientsRecords.coverages, write: writeCoverage },
  { record: chartingRecords.encounters, write: writeEncounter },
  { record: chartingRecords.problems, write: writeProblem },
  { record: chartingRecords.allergies, write: writeAllergy },
  { record: chartingRecords.medications, write: writeMedication },
  { record: chartingRecords.observations, write: writeObservation },
  { record: chartingRecords.reports, write: writeReport },
  { record: chartingRecords.immunizations, write: writeImmunization },
  { record: chartingRecords.procedures, write: writeProcedure },
  { record: chartingRecords.documents, write: writeDocument },
  { record: chartingRecords.carePlans, write: writeCarePlan },
  { record: chartingRecords.goals, write: writeGoal },
  { record: chartingRecords.careTeams, write: writeCareTeam },
  { record: scheduleRecords.appointments, write: writeAppointment },
  { record: scheduleRecords.appointmentSeries, write: writeSeries },
  { record: scheduleRecords.waitlistEntries, write: writeWaitlistEntry },
  { record: scheduleRecords.recalls, write: writeRecall },
  { record: scheduleRecords.deskChecks, write: writeDeskCheck },
  { record: scheduleRecords.receipts, write: writeReceipt },
  { record: scheduleRecords.reminders, write: writeReminder },
  { record: scheduleRecords.contactPreferences, write: writeContactPreference },
]

/** Types whose resources are written here though an import keeps them only as they came. */
export const writtenOnly: ReadonlySet<string> = new Set([
  'Appointment',
  'Basic',
  'Communication',
  'PaymentNotice',
  'RequestGroup',
  'ServiceRequest',
])

const writers = new Map(written.map((each) => [each.record.type, each.write]))

/** One label for each kind of data (HL7 v3 ActCode), as read-labels reads them back. */
const labels: Readonly<Record<SensitiveKind, string>> = {
  psychotherapy: 'PSYTHPN',
  'mental-health': 'MH',
  'substance-use': 'SUD',
  hiv: 'HIV',
  'sexual-health': 'SEX',
  violence: 'VIO',
  genetic: 'GDIS',
  confidential: 'SPI',
}

export const labelsOf = (kinds: readonly SensitiveKind[]): Bag[] =>
  kinds.map((kind) => ({ system: hl7('v3-ActCode'), code: labels[kind] }))

type Row = Readonly<Record<string, unknown>> & { id: string }

/** A resource of the row, under `id`. */
export function writeResource(
  record: RecordType,
  row: Row,
  id: string,
  to: RefTo,
  names: NameOf = noNames,
): Record<string, unknown> {
  const write = writers.get(record.type)
  if (!write) throw new Error('write-resource.record')
  const { resourceType, ...rest } = write(row as never, to, names)
  return { resourceType, id, ...filled({ meta: filled({ security: labelsOf(kindsOf(row)) }) }), ...rest }
}

/** What came in, with what was changed here since in its place; what our rows do not know of stays as it came. */
export function broughtUpToDate(
  original: Bag,
  record: RecordType,
  row: Row,
  changed: readonly string[],
  to: RefTo,
): Record<string, unknown> {
  // of a document nothing changes here but whether it is an error
  if (record.type === 'document' && changed.every((field) => field === 'status' || field === 'wrong'))
    return { ...original, status: row['wrong'] ? 'entered-in-error' : row['status'] }
  const { resourceType: _type, id: _id, meta: _meta, ...present } = writeResource(record, row, '', to)
  return { ...original, ...present, ...(record.type === 'patient' && extensionsOf(original, present)) }
}

function extensionsOf(original: Bag, present: Bag): Bag {
  const asList = (value: unknown) => (Array.isArray(value) ? (value as { url?: string }[]) : [])
  const others = asList(original['extension']).filter(({ url }) => !us.urls.includes(url ?? ''))
  return { extension: [...others, ...asList(present['extension'])] }
}

/** Bytes of what was added here lie beside the resources in the archive, under the name that stands in `url`. */
export const fileOf = (documentId: string, index: number, contentType: string): string =>
  `files/${documentId}-${index + 1}${endings[contentType] ?? ''}`
const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'text/plain': '.txt',
}

function writeDocument(row: RowOf<typeof documents>, to: RefTo): Bag {
  return filled({
    resourceType: 'DocumentReference',
    status: row.wrong ? 'entered-in-error' : row.status,
    type: conceptOf(row.kind, row.code?.system ?? null, row.code?.code ?? null),
    category: row.category === '' ? [] : [conceptOf(row.category)],
    subject: referenceOf(to('Patient', row.patientId)),
    date: row.date,
    author: row.author === '' ? [] : [{ display: row.author }],
    custodian: referenceOf(null, row.custodian),
    description: row.title,
    content: row.attachments.map(({ contentType, title, size, blob }, index) => ({
      attachment: filled({
        contentType,
        url: blob ? fileOf(row.id, index, contentType) : '',
        title,
        size: blob?.size ?? size,
        hash: '',
      }),
    })),
    context: filled({
      encounter: row.encounterId === null ? [] : [referenceOf(to('Encounter', row.encounterId))],
      period: periodOf(null, null),
    }),
  })
}
