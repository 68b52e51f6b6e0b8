/** FHIR R4 Immunization as a vaccine given, or not given. */
import type { Immunization } from '@medplum/fhirtypes'
import type { immunizations } from '../charting/immunization.ts'
import type { RowOf } from '../kernel/record.ts'
import { cvx, type Mapping } from './mapping.ts'
import { moment, notesOf } from './read-date.ts'
import { concept, list, quantityText, text, yes } from './read-element.ts'
import { Refused } from './refusal.ts'

export function mapImmunization(
  immunization: Immunization,
  { id, patientId, refs }: Mapping,
): RowOf<typeof immunizations> {
  if (immunization.vaccineCode === undefined) throw new Refused('element.missing', 'vaccineCode')
  const vaccine = concept(immunization.vaccineCode, 'vaccineCode', [cvx])
  const who = list(immunization.performer, 'performer')[0]?.actor
  return {
    id,
    patientId,
    vaccine: vaccine.text || 'Unspecified vaccine',
    codeSystem: vaccine.system,
    code: vaccine.code,
    status: text(immunization.status, 'status') || 'unknown',
    statusReason: concept(immunization.statusReason, 'statusReason').text,
    givenAt: moment(immunization.occurrenceDateTime, 'occurrenceDateTime'),
    givenText: text(immunization.occurrenceString, 'occurrenceString'),
    dose: quantityText(immunization.doseQuantity, 'doseQuantity'),
    lotNumber: text(immunization.lotNumber, 'lotNumber'),
    manufacturer: refs.name(immunization.manufacturer, 'manufacturer', 'Organization', 'manufacturer', 300),
    site: concept(immunization.site, 'site').text,
    route: concept(immunization.route, 'route').text,
    performer: refs.name(who, 'performer[0].actor', 'Practitioner', 'performer', 200),
    primarySource: yes(immunization.primarySource, 'primarySource') ?? false,
    encounterId: refs.id(immunization.encounter, 'encounter', ['Encounter'], 'encounterId'),
    note: notesOf(immunization.note, 'note'),
  }
}
