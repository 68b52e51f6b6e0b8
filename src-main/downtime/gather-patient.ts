/** One patient as the downtime pack shows them: read by the same queries as their chart. */
import { vitalSigns } from '../../shared/charting/vital-signs.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { listVitals } from '../../shared/charting/list-vitals.ts'
import type { PackReason } from '../../shared/downtime/pack.ts'
import { gatherAmendments } from '../amendments/gather.ts'
import { isAbnormal, notable } from '../charting/get-chart.ts'
import { twoVersionsOf } from '../charting/get-chart.sql.ts'
import { heldOf } from '../charting/get-standing.sql.ts'
import { allergiesOf } from '../charting/list-allergies.sql.ts'
import { encountersOf } from '../charting/list-encounters.sql.ts'
import { medicationsOf } from '../charting/list-medications.sql.ts'
import { problemsOf } from '../charting/list-problems.sql.ts'
import { readingsOf } from '../charting/list-vitals.ts'
import { latestResults, vitalObservations } from '../charting/observations.sql.ts'
import {
  dangerousFirst,
  isActiveAllergy,
  activeMedication,
  isActiveProblem,
  saysNoneKnown,
} from '../charting/standing.ts'
import { coveragesOf, patientRow } from '../patients/get-patient.sql.ts'
import { filedName } from '../patients/patient-line.ts'
import { fromEverybody, onPaper } from '../pipeline/kinds-of-data.ts'
import type { Reader } from '../store/reader.ts'
import { closedRow } from '../store/restrictions.sql.ts'
import { keptEntries } from '../store/sensitive.sql.ts'
import type { Entry, PackPatient } from './pack-content.ts'

/** How far back the latest value of a test is looked for, and how many tests are shown. */
const [lookedAt, shownTests] = [80, 16]
const entry = (text: string, detail: string, strong = false): Entry => ({ text, detail, strong })
const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ')

/** Null where the patient is not on this workstation. `now`: ISO 8601; a visit after it is not the last one. */
export function gatherPatient(
  store: Reader,
  patientId: string,
  why: readonly PackReason[],
  now: string,
): PackPatient | null {
  const read = onPaper(store, patientId)
  const patient = patientRow(read, patientId)
  if (!patient) return null
  const { contact } = patient
  const whole = {
    patientId,
    name: filedName(patient),
    sortName: patient.sortName,
    preferredName: patient.preferredName,
    birthDate: patient.birthDate,
    sex: patient.sex,
    mrn: patient.mrn,
    deceased: patient.deceased,
    language: patient.language,
    phones: patient.phones.map(({ use, number }) => `${number} (${use})`),
    contact: contact ? joined(contact.name, contact.relationship, contact.phone) : '',
    coverages: coveragesOf(read, patientId)
      .filter(({ status }) => status === 'active')
      .map(({ payerName, planName, memberId, groupNumber }) =>
        joined(payerName, planName, memberId && `member ${memberId}`, groupNumber && `group ${groupNumber}`),
      ),
    why,
    closed: false,
    whole: heldOf(read, patientId).held === 'yes',
    withheld: keptEntries(store, fromEverybody, patientId),
    twoVersions: twoVersionsOf(read, patientId).map(({ entityType }) => entityType.replaceAll('-', ' ')),
    ...clinical(read, patientId, now),
  }
  // paper lies about, and whoever prints it reads it
  return closedRow(read, patientId) ? { ...whole, ...ofClosed } : whole
}

const ofClosed = {
  closed: true,
  withheld: 0,
  phones: [],
  contact: '',
  coverages: [],
  twoVersions: [],
  problems: [],
  medications: [],
  vitals: null,
  results: [],
  lastVisit: null,
  amendments: [],
} satisfies Partial<PackPatient>

type Clinical = Pick<
  PackPatient,
  'allergies' | 'problems' | 'medications' | 'vitals' | 'results' | 'lastVisit' | 'amendments'
>

function clinical(read: Reader, patientId: string, now: string): Clinical {
  const [reading] = readingsOf(vitalObservations(read, patientId, 40))
  const lastVisit = encountersOf(read, patientId, 12).find(({ startsAt }) => (startsAt ?? '') <= now)
  return {
    allergies: gatherAllergies(read, patientId),
    problems: problemsOf(read, patientId)
      .filter(isActiveProblem)
      .map(({ name, severity }) => entry(name, severity)),
    medications: medicationsOf(read, patientId, activeMedication).map(
      ({ name, directions, asNeeded, status }) =>
        entry(
          name,
          joined(
            directions,
            asNeeded && !/as needed|prn/i.test(directions) ? 'as needed' : '',
            status === 'on-hold' ? 'ON HOLD' : '',
          ),
        ),
    ),
    vitals: reading ? { takenAt: reading.takenAt, values: vitalTexts(reading) } : null,
    results: notable(latestResults(read, patientId, lookedAt), shownTests).map(
      ({ text, detail, flag, at }) => ({
        ...entry(text, withFlag(detail, flag), critical.has(flag)),
        takenAt: at,
      }),
    ),
    lastVisit: lastVisit
      ? {
          ...entry(lastVisit.kind || 'Visit', joined(lastVisit.reason, lastVisit.practitionerName)),
          startsAt: lastVisit.startsAt,
        }
      : null,
    amendments: gatherAmendments(read, patientId).map((text) => entry(text, '', true)),
  }
}

/** Null where nobody has asked, empty where it is known that there are none. */
function gatherAllergies(read: Reader, patientId: string): Entry[] | null {
  const active = allergiesOf(read, patientId).filter(isActiveAllergy).sort(dangerousFirst)
  if (active.length === 0) return null
  return active
    .filter((row) => !saysNoneKnown(row))
    .map(({ substance, criticality, kind, reactions }) => {
      const severe = reactions.some(({ severity }) => severity === 'severe')
      const said = reactions.map(({ manifestation, severity }) =>
        severity ? `${manifestation} (${severity})` : manifestation,
      )
      return entry(
        kind === 'intolerance' ? `${substance} (intolerance)` : substance,
        joined(criticality === 'high' ? 'high risk' : '', ...said),
        criticality === 'high' || severe,
      )
    })
}

/** HL7 v3 ObservationInterpretation: what cannot wait. */
const critical: ReadonlySet<string> = new Set(['HH', 'LL', 'AA'])
const withFlag = (text: string, flag: string): string => (isAbnormal(flag) ? `${text} ${flag}` : text)
const shortOf = new Map(vitalSigns.map(({ kind, short }) => [kind, short]))

function vitalTexts({ values, others }: OutputOf<typeof listVitals>['readings'][number]): string[] {
  return [
    ...values.map(({ kind, text, flag }) => `${shortOf.get(kind) ?? kind} ${withFlag(text, flag)}`),
    ...others.map(({ name, text }) => `${name} ${text}`),
  ]
}
