/** Entries of a chart as FHIR R4, from our rows: what the mapping of an import reads back as the same rows, but for what only words say. */
import type { allergies } from '../charting/allergy.ts'
import type { carePlans, careTeams, goals } from '../charting/care-plan.ts'
import type { encounters } from '../charting/encounter.ts'
import type { immunizations } from '../charting/immunization.ts'
import type { medications } from '../charting/medication.ts'
import type { observations } from '../charting/observation.ts'
import type { problems } from '../charting/problem.ts'
import type { procedures } from '../charting/procedure.ts'
import type { reports } from '../charting/report.ts'
import type { RowOf } from '../kernel/record.ts'
import {
  codeIn,
  conceptOf,
  filled,
  hl7,
  notesFrom,
  periodOf,
  referenceOf,
  type Bag,
  type RefTo,
} from './write-element.ts'

const subjectOf = ({ patientId }: Readonly<{ patientId: string }>, to: RefTo): Bag =>
  referenceOf(to('Patient', patientId))
const visitOf = ({ encounterId }: Readonly<{ encounterId: string | null }>, to: RefTo): Bag =>
  referenceOf(to('Encounter', encounterId))
const listed = (text: string): Bag[] => (text === '' ? [] : [conceptOf(text)])
/** An instant or a part of one; a time of its own where there is an end. */
const when = (name: string, start: string | null, end: string | null): Bag =>
  end === null ? { [`${name}DateTime`]: start } : { [`${name}Period`]: periodOf(start, end) }

export const writeEncounter = (row: RowOf<typeof encounters>, to: RefTo): Bag =>
  filled({
    resourceType: 'Encounter',
    status: row.status,
    class: row.class === '' ? {} : { system: hl7('v3-ActCode'), code: row.class },
    type: listed(row.kind),
    subject: subjectOf(row, to),
    participant:
      row.practitionerName === '' && row.practitionerId === null
        ? []
        : [{ individual: referenceOf(to('Practitioner', row.practitionerId), row.practitionerName) }],
    period: periodOf(row.startsAt, row.endsAt),
    reasonCode: listed(row.reason),
    hospitalization: row.disposition === '' ? {} : { dischargeDisposition: conceptOf(row.disposition) },
    location:
      row.locationName === '' && row.locationId === null
        ? []
        : [{ location: referenceOf(to('Location', row.locationId), row.locationName) }],
    serviceProvider: referenceOf(to('Organization', row.organizationId), row.organizationName),
  })

export const writeProblem = (row: RowOf<typeof problems>, to: RefTo): Bag =>
  filled({
    resourceType: 'Condition',
    clinicalStatus:
      row.clinicalStatus === 'unknown' ? {} : codeIn(hl7('condition-clinical'), row.clinicalStatus),
    verificationStatus: codeIn(hl7('condition-ver-status'), row.verification),
    category: row.category
      .split(',')
      .filter(Boolean)
      .map((code) => codeIn(hl7('condition-category'), code)),
    severity: conceptOf(row.severity),
    code: conceptOf(row.name, row.codeSystem, row.code),
    subject: subjectOf(row, to),
    encounter: visitOf(row, to),
    ...(row.onset === null ? { onsetString: row.onsetText } : { onsetDateTime: row.onset }),
    abatementDateTime: row.abatement,
    recordedDate: row.recordedAt,
    note: notesFrom(row.note),
  })

export const writeAllergy = (row: RowOf<typeof allergies>, to: RefTo): Bag =>
  filled({
    resourceType: 'AllergyIntolerance',
    clinicalStatus:
      row.clinicalStatus === 'unknown' ? {} : codeIn(hl7('allergyintolerance-clinical'), row.clinicalStatus),
    verificationStatus: codeIn(hl7('allergyintolerance-verification'), row.verification),
    type: row.kind === 'unknown' ? null : row.kind,
    category: row.category.split(',').filter(Boolean),
    criticality: row.criticality === 'unknown' ? null : row.criticality,
    code: conceptOf(row.substance, row.codeSystem, row.code),
    patient: subjectOf(row, to),
    onsetDateTime: row.onset,
    recordedDate: row.recordedAt,
    reaction: row.reactions.map(({ manifestation, severity }) =>
      filled({ manifestation: listed(manifestation), severity }),
    ),
    note: notesFrom(row.note),
  })

export function writeMedication(row: RowOf<typeof medications>, to: RefTo): Bag {
  const drug = to('Medication', row.drugId)
  const dosage = filled({
    text: row.directions,
    ...(row.asNeeded && { asNeededBoolean: true }),
    route: conceptOf(row.route),
  })
  return filled({
    resourceType: 'MedicationRequest',
    status: row.status,
    intent: row.intent || (row.source === 'order' ? 'order' : 'plan'),
    ...(row.source === 'reported' && { reportedBoolean: true }),
    ...(drug === null
      ? { medicationCodeableConcept: conceptOf(row.name, row.codeSystem, row.code) }
      : { medicationReference: referenceOf(drug, row.name) }),
    subject: subjectOf(row, to),
    encounter: visitOf(row, to),
    authoredOn: row.startsAt,
    requester: referenceOf(to('Practitioner', row.practitionerId), row.practitionerName),
    reasonCode: listed(row.reason),
    note: notesFrom(row.note),
    dosageInstruction: Object.keys(dosage).length === 0 ? [] : [dosage],
    dispenseRequest: filled({
      validityPeriod: periodOf(null, row.endsAt),
      numberOfRepeatsAllowed: row.refills,
      quantity: row.quantity === '' ? {} : quantityOf(row.quantity),
    }),
  })
}

/** `30 tablets`; where it is no number, the words. */
function quantityOf(text: string): Bag {
  const [, value, unit = ''] = /^(\d+(?:\.\d+)?)\s*(.*)$/.exec(text) ?? []
  return value === undefined ? { unit: text } : filled({ value: Number(value), unit })
}

type Observed = RowOf<typeof observations>
const valueOf = (row: Pick<Observed, 'number' | 'unit' | 'text'> & { comparator?: string }): Bag =>
  row.number === null
    ? filled({ valueString: row.text })
    : { valueQuantity: filled({ value: row.number, comparator: row.comparator ?? '', unit: row.unit }) }

export const writeObservation = (row: Observed, to: RefTo): Bag =>
  filled({
    resourceType: 'Observation',
    status: row.status,
    category: row.category === 'other' ? [] : [codeIn(hl7('observation-category'), row.category)],
    code: conceptOf(row.name, row.codeSystem, row.code),
    subject: subjectOf(row, to),
    encounter: visitOf(row, to),
    effectiveDateTime: row.takenAt,
    ...valueOf(row),
    interpretation: row.flag === '' ? [] : [codeIn(hl7('v3-ObservationInterpretation'), row.flag)],
    note: notesFrom(row.note),
    referenceRange:
      row.low === null && row.high === null && row.rangeText === ''
        ? []
        : [
            filled({
              low: row.low === null ? {} : { value: row.low },
              high: row.high === null ? {} : { value: row.high },
              text: row.rangeText,
            }),
          ],
    hasMember: row.memberIds.map((id) => referenceOf(to('Observation', id))),
    component: row.parts.map((part) => ({
      code: conceptOf(part.name, null, part.code),
      ...valueOf(part),
    })),
  })

export const writeReport = (row: RowOf<typeof reports>, to: RefTo): Bag =>
  filled({
    resourceType: 'DiagnosticReport',
    status: row.status,
    category: listed(row.category),
    code: conceptOf(row.name, row.codeSystem, row.code),
    subject: subjectOf(row, to),
    encounter: visitOf(row, to),
    effectiveDateTime: row.takenAt,
    issued: row.issuedAt,
    performer: row.performer === '' ? [] : [{ display: row.performer }],
    result: row.resultIds.map((id) => referenceOf(to('Observation', id))),
    conclusion: row.conclusion,
  })

export const writeImmunization = (row: RowOf<typeof immunizations>, to: RefTo): Bag =>
  filled({
    resourceType: 'Immunization',
    status: row.status,
    statusReason: conceptOf(row.statusReason),
    vaccineCode: conceptOf(row.vaccine, row.codeSystem, row.code),
    patient: subjectOf(row, to),
    encounter: visitOf(row, to),
    occurrenceDateTime: row.givenAt,
    occurrenceString: row.givenText,
    primarySource: row.primarySource,
    manufacturer: referenceOf(null, row.manufacturer),
    lotNumber: row.lotNumber,
    site: conceptOf(row.site),
    route: conceptOf(row.route),
    doseQuantity: row.dose === '' ? {} : quantityOf(row.dose),
    performer: row.performer === '' ? [] : [{ actor: { display: row.performer } }],
    note: notesFrom(row.note),
  })

export const writeProcedure = (row: RowOf<typeof procedures>, to: RefTo): Bag =>
  filled({
    resourceType: 'Procedure',
    status: row.status,
    code: conceptOf(row.name, row.codeSystem, row.code),
    subject: subjectOf(row, to),
    encounter: visitOf(row, to),
    ...when('performed', row.performedAt, row.performedEnd),
    performer: row.performer === '' ? [] : [{ actor: { display: row.performer } }],
    reasonCode: listed(row.reason),
    bodySite: listed(row.bodySite),
    outcome: conceptOf(row.outcome),
    note: notesFrom(row.note),
  })

export const writeCarePlan = (row: RowOf<typeof carePlans>, to: RefTo): Bag =>
  filled({
    resourceType: 'CarePlan',
    status: row.status,
    intent: 'plan',
    title: row.title,
    subject: subjectOf(row, to),
    period: periodOf(row.startsAt, row.endsAt),
    addresses: row.addresses.map((display) => ({ display })),
    activity: row.activities.map((description) => ({ detail: { status: 'unknown', description } })),
  })

export const writeGoal = (row: RowOf<typeof goals>, to: RefTo): Bag =>
  filled({
    resourceType: 'Goal',
    lifecycleStatus: row.status,
    achievementStatus: conceptOf(row.achievement),
    description: conceptOf(row.description),
    subject: subjectOf(row, to),
    startDate: row.startsAt,
    target: row.dueOn === null ? [] : [{ dueDate: row.dueOn }],
  })

export const writeCareTeam = (row: RowOf<typeof careTeams>, to: RefTo): Bag =>
  filled({
    resourceType: 'CareTeam',
    status: row.status,
    name: row.name,
    subject: subjectOf(row, to),
    period: periodOf(row.startsAt, row.endsAt),
    participant: row.members.map(({ role, name, practitionerId }) =>
      filled({
        role: listed(role),
        member: referenceOf(to('Practitioner', practitionerId), name),
      }),
    ),
  })
