/** FHIR R4 Encounter as a visit. */
import type { Encounter, EncounterParticipant } from '@medplum/fhirtypes'
import type { encounters } from '../charting/encounter.ts'
import type { RowOf } from '../kernel/record.ts'
import type { Mapping } from './mapping.ts'
import { endOf, startOf } from './read-date.ts'
import { codeOf, concept, conceptTexts, element, list, text } from './read-element.ts'

export function mapEncounter(
  encounter: Encounter,
  { id, patientId, refs }: Mapping,
): RowOf<typeof encounters> {
  const kind = list(encounter.type, 'type')[0]
  const participants = list(encounter.participant, 'participant')
  const chosen = treating(participants)
  const who = chosen?.individual
  const whoAt = `participant[${chosen ? participants.indexOf(chosen) : 0}].individual`
  const place = list(encounter.location, 'location')[0]?.location
  const house = encounter.serviceProvider
  const why = list(encounter.reasonReference, 'reasonReference')[0]
  return {
    id,
    patientId,
    status: text(encounter.status, 'status') || 'unknown',
    class: text(element(encounter.class, 'class')?.code, 'class.code'),
    kind: concept(kind, 'type[0]').text,
    reason:
      conceptTexts(encounter.reasonCode, 'reasonCode').join('; ') ||
      refs.name(why, 'reasonReference[0]', 'Condition', 'reason', 1000),
    startsAt: startOf(encounter.period, 'period'),
    endsAt: endOf(encounter.period, 'period'),
    practitionerId: refs.id(who, whoAt, ['Practitioner'], 'practitionerId'),
    practitionerName: refs.name(who, whoAt, 'Practitioner'),
    locationId: refs.id(place, 'location[0].location', ['Location'], 'locationId'),
    locationName: refs.name(place, 'location[0].location', 'Location'),
    organizationId: refs.id(house, 'serviceProvider', ['Organization'], 'organizationId'),
    organizationName: refs.name(house, 'serviceProvider', 'Organization'),
    disposition: concept(
      element(encounter.hospitalization, 'hospitalization')?.dischargeDisposition,
      'hospitalization.dischargeDisposition',
    ).text,
  }
}

/** Whoever performed it or attended before whoever else took part. Codes: v3 ParticipationType. */
function treating(participants: readonly EncounterParticipant[]): EncounterParticipant | undefined {
  const named = participants.filter((each) => element(each.individual, 'participant.individual'))
  return (
    named.find((each) =>
      list(each.type, 'participant.type').some((type) =>
        ['PPRF', 'ATND'].includes(codeOf(type, 'participant.type')),
      ),
    ) ?? named[0]
  )
}
