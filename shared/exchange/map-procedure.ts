/** FHIR R4 Procedure as a procedure. */
import type { Procedure } from '@medplum/fhirtypes'
import type { procedures } from '../charting/procedure.ts'
import type { RowOf } from '../kernel/record.ts'
import { snomed, type Mapping } from './mapping.ts'
import { endOf, moment, notesOf, startOf } from './read-date.ts'
import { concept, conceptTexts, list, text } from './read-element.ts'

export function mapProcedure(
  procedure: Procedure,
  { id, patientId, refs }: Mapping,
): RowOf<typeof procedures> {
  const what = concept(procedure.code, 'code', [snomed])
  const who = list(procedure.performer, 'performer')[0]?.actor
  const why = list(procedure.reasonReference, 'reasonReference')[0]
  return {
    id,
    patientId,
    name: what.text || 'Unspecified procedure',
    codeSystem: what.system,
    code: what.code,
    status: text(procedure.status, 'status') || 'unknown',
    performedAt:
      moment(procedure.performedDateTime, 'performedDateTime') ??
      startOf(procedure.performedPeriod, 'performedPeriod'),
    performedEnd: endOf(procedure.performedPeriod, 'performedPeriod'),
    performer: refs.name(who, 'performer[0].actor', 'Practitioner', 'performer', 200),
    bodySite: conceptTexts(procedure.bodySite, 'bodySite').join(', '),
    reason:
      conceptTexts(procedure.reasonCode, 'reasonCode').join('; ') ||
      refs.name(why, 'reasonReference[0]', 'Condition', 'reason', 1000),
    outcome: concept(procedure.outcome, 'outcome').text,
    encounterId: refs.id(procedure.encounter, 'encounter', ['Encounter'], 'encounterId'),
    note: notesOf(procedure.note, 'note'),
  }
}
