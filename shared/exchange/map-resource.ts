/** Which record each resource type becomes. What is not listed is kept as it came and has no row of its own. */
import type { Resource } from '@medplum/fhirtypes'
import { accessRecords } from '../access/index.ts'
import { chartingRecords } from '../charting/index.ts'
import type { RecordType, RowOf } from '../kernel/record.ts'
import { patientsRecords } from '../patients/index.ts'
import { fitRow } from './fit-row.ts'
import { mapAllergyIntolerance } from './map-allergy-intolerance.ts'
import { mapCarePlan, mapCareTeam, mapGoal } from './map-care-plan.ts'
import { mapCondition } from './map-condition.ts'
import { mapCoverage } from './map-coverage.ts'
import { mapDiagnosticReport } from './map-diagnostic-report.ts'
import { mapLocation, mapMedication, mapOrganization, mapPractitioner } from './map-directory.ts'
import { mapDocumentReference } from './map-document-reference.ts'
import { mapEncounter } from './map-encounter.ts'
import { mapImmunization } from './map-immunization.ts'
import { mapMedicationRequest, mapMedicationStatement } from './map-medication-request.ts'
import { mapObservation } from './map-observation.ts'
import { mapPatient } from './map-patient.ts'
import { mapProcedure } from './map-procedure.ts'
import { kindsIn } from './read-labels.ts'
import type { Mapping } from './mapping.ts'

type ResourceOf<Type extends Resource['resourceType']> = Extract<Resource, { resourceType: Type }>
type Mapped = Readonly<{ record: RecordType; map(resource: Resource, mapping: Mapping): Row }>
export type Row = Record<string, unknown> & { id: string }

const to = <Type extends Resource['resourceType'], R extends RecordType>(
  type: Type,
  record: R,
  map: (resource: ResourceOf<Type>, mapping: Mapping) => RowOf<R>,
): [Type, Mapped] => [type, { record, map }]

const mappings: ReadonlyMap<string, Mapped> = new Map<string, Mapped>([
  to('Patient', patientsRecords.patients, mapPatient),
  to('Coverage', patientsRecords.coverages, mapCoverage),
  to('Practitioner', accessRecords.practitioners, mapPractitioner),
  to('Organization', accessRecords.organizations, mapOrganization),
  to('Location', accessRecords.locations, mapLocation),
  to('Encounter', chartingRecords.encounters, mapEncounter),
  to('Condition', chartingRecords.problems, mapCondition),
  to('AllergyIntolerance', chartingRecords.allergies, mapAllergyIntolerance),
  to('Medication', chartingRecords.drugs, mapMedication),
  to('MedicationRequest', chartingRecords.medications, mapMedicationRequest),
  to('MedicationStatement', chartingRecords.medications, mapMedicationStatement),
  to('Observation', chartingRecords.observations, mapObservation),
  to('DiagnosticReport', chartingRecords.reports, mapDiagnosticReport),
  to('Procedure', chartingRecords.procedures, mapProcedure),
  to('Immunization', chartingRecords.immunizations, mapImmunization),
  to('DocumentReference', chartingRecords.documents, mapDocumentReference),
  to('CarePlan', chartingRecords.carePlans, mapCarePlan),
  to('Goal', chartingRecords.goals, mapGoal),
  to('CareTeam', chartingRecords.careTeams, mapCareTeam),
])

/** The record rows of a resource type stand in; null for a type that is kept only. */
export const recordFor = (resourceType: string): RecordType | null =>
  mappings.get(resourceType)?.record ?? null

/** The row a resource becomes, its texts made to fit, with the kinds of data its labels say. Throws Refused. */
export function mapResource(resource: Resource, mapping: Mapping): Row | null {
  const found = mappings.get(resource.resourceType)
  if (!found) return null
  const row = fitRow(found.record, found.map(resource, mapping))
  const kinds = 'sensitivity' in found.record.row.shape ? kindsIn(resource) : []
  return kinds.length === 0 ? row : { ...row, sensitivity: kinds }
}
