/** FHIR R4 AllergyIntolerance as an allergy. */
import type { AllergyIntolerance } from '@medplum/fhirtypes'
import type { allergies } from '../charting/allergy.ts'
import type { RowOf } from '../kernel/record.ts'
import { rxNorm, snomed, type Mapping } from './mapping.ts'
import { moment, notesOf, startOf } from './read-date.ts'
import { codeOf, concept, conceptTexts, list, oneOf, text, texts } from './read-element.ts'

export function mapAllergyIntolerance(
  allergy: AllergyIntolerance,
  { id, patientId }: Mapping,
): RowOf<typeof allergies> {
  const reactions = list(allergy.reaction, 'reaction')
  const named = concept(allergy.code, 'code', [rxNorm, snomed])
  // some systems name the substance only with the reaction it caused
  const caused = concept(reactions[0]?.substance, 'reaction[0].substance', [rxNorm, snomed])
  const substance = named.text === '' ? caused : named
  return {
    id,
    patientId,
    substance: substance.text || 'Unspecified substance',
    codeSystem: substance.system,
    code: substance.code,
    kind: oneOf(text(allergy.type, 'type'), ['allergy', 'intolerance', 'unknown'], 'unknown'),
    category: texts(allergy.category, 'category').join(','),
    criticality: oneOf(
      text(allergy.criticality, 'criticality'),
      ['high', 'low', 'unable-to-assess', 'unknown'],
      'unknown',
    ),
    clinicalStatus: oneOf(
      codeOf(allergy.clinicalStatus, 'clinicalStatus'),
      ['active', 'inactive', 'resolved', 'unknown'],
      'unknown',
    ),
    verification: codeOf(allergy.verificationStatus, 'verificationStatus'),
    reactions: reactions.map((reaction, index) => ({
      manifestation:
        conceptTexts(reaction.manifestation, `reaction[${index}].manifestation`).join(', ') ||
        text(reaction.description, `reaction[${index}].description`),
      severity: text(reaction.severity, `reaction[${index}].severity`),
    })),
    onset: moment(allergy.onsetDateTime, 'onsetDateTime') ?? startOf(allergy.onsetPeriod, 'onsetPeriod'),
    recordedAt: moment(allergy.recordedDate, 'recordedDate'),
    note: notesOf(allergy.note, 'note'),
  }
}
