/** Conditions: the problem list, and what a single visit was for. */
import type { Condition } from '@medplum/fhirtypes'
import type { Acute } from '../data/acute.ts'
import { instant, iso, type Day } from '../days.ts'
import { coding, conceptOf, hl7, systems } from '../fhir.ts'
import { add, encounterReference, type Chart, type Visit } from './chart.ts'
import type { Illness } from './traits.ts'

const status = (code: string) => ({ coding: [coding(hl7('condition-clinical'), code)] })
const verification = (code: string) => ({ coding: [coding(hl7('condition-ver-status'), code)] })
const category = (code: 'problem-list-item' | 'encounter-diagnosis') => [
  {
    coding: [
      coding(
        hl7('condition-category'),
        code,
        code === 'problem-list-item' ? 'Problem List Item' : 'Encounter Diagnosis',
      ),
    ],
  },
]

export const diagnosisConcept = (row: { name: string; icd: string; snomed: string | null }) =>
  conceptOf(
    row.name,
    coding(systems.icd10, row.icd, row.name),
    row.snomed === null ? null : coding(systems.snomed, row.snomed, row.name),
  )

const severities: Readonly<Record<string, readonly [string, string]>> = {
  mild: ['255604002', 'Mild'],
  moderate: ['6736007', 'Moderate'],
  severe: ['24484000', 'Severe'],
}

/** What began long ago is known to the year or the month; a few only remember how old they were. */
function onsetOf(
  chart: Chart,
  onset: Day,
  told: Day,
): Pick<Condition, 'onsetDateTime' | 'onsetString' | 'onsetAge'> {
  const ago = told - onset
  if (ago > 3000 && chart.random.chance(0.1))
    return {
      onsetString: chart.random.pick(['Childhood', 'As a teenager', 'In the 1990s', 'Many years ago']),
    }
  if (ago > 1800 && chart.random.chance(0.06))
    return {
      onsetAge: {
        value: Math.floor((onset - chart.person.born) / 365.25),
        unit: 'years',
        system: systems.ucum,
        code: 'a',
      },
    }
  const day = iso(onset)
  return { onsetDateTime: ago > 1400 ? day.slice(0, 4) : ago > 200 ? day.slice(0, 7) : day }
}

/** Puts a lasting condition on the problem list at this visit. */
export function list(chart: Chart, visit: Visit, illness: Illness): Condition {
  const { about } = illness
  const level = illness.severity > 0.82 ? 'severe' : illness.severity > 0.4 ? 'moderate' : 'mild'
  const known = severities[level]
  const gone = about.key === 'smoking' && chart.random.chance(0.2)
  const made = add<Condition>(chart, {
    resourceType: 'Condition',
    id: chart.ids.uuid(),
    clinicalStatus: status(
      gone ? 'inactive' : about.name.startsWith('Personal history') ? 'inactive' : 'active',
    ),
    verificationStatus: verification(chart.random.chance(0.03) ? 'provisional' : 'confirmed'),
    category: category('problem-list-item'),
    ...(known &&
      chart.random.chance(0.3) && {
        severity: { coding: [coding(systems.snomed, known[0], known[1])], text: known[1] },
      }),
    code: diagnosisConcept(about),
    subject: chart.patient,
    encounter: encounterReference(visit),
    ...onsetOf(chart, illness.onset, visit.day),
    recordedDate: iso(visit.day),
    recorder: visit.clinician.reference,
  })
  if (chart.random.chance(0.06))
    made.note = [{ text: 'Reviewed with the patient; outside records requested.' }]
  illness.found = visit.day
  chart.problems.set(about.key, made)
  visit.diagnoses.push({ name: about.name, icd: about.icd, reference: `Condition/${made.id}` })
  return made
}

/** An illness of days or weeks, over by now unless the visit was a few days ago. */
export function diagnose(chart: Chart, visit: Visit, acute: Acute): Condition {
  const began = Math.max(chart.person.born, visit.day - chart.random.int(0, 4))
  const over = visit.day + acute.days
  const done = over < chart.end
  const made = add<Condition>(chart, {
    resourceType: 'Condition',
    id: chart.ids.uuid(),
    clinicalStatus: status(done ? 'resolved' : 'active'),
    verificationStatus: verification('confirmed'),
    category: category('encounter-diagnosis'),
    code: diagnosisConcept(acute),
    subject: chart.patient,
    encounter: encounterReference(visit),
    onsetDateTime: iso(began),
    ...(done && { abatementDateTime: iso(over) }),
    recordedDate: iso(visit.day),
    recorder: visit.clinician.reference,
  })
  visit.diagnoses.push({ name: acute.name, icd: acute.icd, reference: `Condition/${made.id}` })
  return made
}

/** A condition of its own, not from the tables: of birth, of pregnancy, of circumstance. */
export function note(
  chart: Chart,
  visit: Visit,
  row: { name: string; icd: string; snomed: string | null },
  from: Day,
  to: Day | null,
): Condition {
  const done = to !== null && to <= chart.end
  const made = add<Condition>(chart, {
    resourceType: 'Condition',
    id: chart.ids.uuid(),
    clinicalStatus: status(done ? 'resolved' : 'active'),
    verificationStatus: verification('confirmed'),
    category: category('problem-list-item'),
    code: diagnosisConcept(row),
    subject: chart.patient,
    encounter: encounterReference(visit),
    onsetDateTime: iso(from),
    ...(done && to !== null && { abatementDateTime: iso(to) }),
    recordedDate: instant(visit.day, visit.minute + 20).slice(0, 10),
    recorder: visit.clinician.reference,
  })
  visit.diagnoses.push({ name: row.name, icd: row.icd, reference: `Condition/${made.id}` })
  return made
}

/** Ruled out, or put in the wrong chart: rows that must not be read as true. */
export function mistake(chart: Chart, visit: Visit): void {
  const wrong = chart.random.chance(0.5)
  add<Condition>(chart, {
    resourceType: 'Condition',
    id: chart.ids.uuid(),
    ...(!wrong && { clinicalStatus: status('inactive') }),
    verificationStatus: verification(wrong ? 'entered-in-error' : 'refuted'),
    category: category('problem-list-item'),
    code: diagnosisConcept(
      wrong
        ? { name: 'Gout', icd: 'M10.9', snomed: '90560007' }
        : { name: 'Atrial fibrillation', icd: 'I48.91', snomed: '49436004' },
    ),
    subject: chart.patient,
    recordedDate: iso(visit.day),
    recorder: visit.clinician.reference,
    note: [
      { text: wrong ? 'Entered in the wrong chart.' : 'Monitor for 14 days showed sinus rhythm; ruled out.' },
    ],
  })
}
