/** FHIR R4 Condition as a problem. */
import type { Condition } from '@medplum/fhirtypes'
import type { problems } from '../charting/problem.ts'
import type { RowOf } from '../kernel/record.ts'
import { icd10, snomed, type Mapping } from './mapping.ts'
import { endOf, moment, notesOf, startOf } from './read-date.ts'
import { codeOf, concept, list, oneOf, quantityText, text } from './read-element.ts'

const statuses = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved', 'unknown'] as const

export function mapCondition(condition: Condition, { id, patientId, refs }: Mapping): RowOf<typeof problems> {
  const problem = concept(condition.code, 'code', [icd10, snomed])
  const onset =
    moment(condition.onsetDateTime, 'onsetDateTime') ?? startOf(condition.onsetPeriod, 'onsetPeriod')
  return {
    id,
    patientId,
    name: problem.text || 'Unspecified problem',
    codeSystem: problem.system,
    code: problem.code,
    clinicalStatus: oneOf(codeOf(condition.clinicalStatus, 'clinicalStatus'), statuses, 'unknown'),
    verification: codeOf(condition.verificationStatus, 'verificationStatus'),
    category: list(condition.category, 'category')
      .map((each, index) => codeOf(each, `category[${index}]`) || concept(each, `category[${index}]`).text)
      .filter(Boolean)
      .join(','),
    severity: concept(condition.severity, 'severity').text,
    onset,
    onsetText:
      text(condition.onsetString, 'onsetString') ||
      (onset === null ? ageText(condition.onsetAge, 'onsetAge') : ''),
    abatement:
      moment(condition.abatementDateTime, 'abatementDateTime') ??
      endOf(condition.abatementPeriod, 'abatementPeriod') ??
      startOf(condition.abatementPeriod, 'abatementPeriod'),
    recordedAt: moment(condition.recordedDate, 'recordedDate'),
    encounterId: refs.id(condition.encounter, 'encounter', ['Encounter'], 'encounterId'),
    note: notesOf(condition.note, 'note'),
  }
}

const ageText = (age: Condition['onsetAge'], path: string): string =>
  age === undefined ? '' : `at age ${quantityText(age, path)}`
