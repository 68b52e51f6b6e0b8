/** FHIR R4 MedicationRequest and MedicationStatement as medications: what was ordered, and what the patient is said to take. */
import type {
  CodeableConcept,
  Dosage,
  Medication,
  MedicationRequest,
  MedicationStatement,
  Reference,
} from '@medplum/fhirtypes'
import type { medications } from '../charting/medication.ts'
import type { RowOf } from '../kernel/record.ts'
import { rxNorm, type Mapping } from './mapping.ts'
import { directionsOf } from './read-dosage.ts'
import { endOf, moment, notesOf, startOf } from './read-date.ts'
import { concept, conceptTexts, element, list, number, quantityText, text, yes } from './read-element.ts'
import type { References } from './references.ts'
import { Refused } from './refusal.ts'

type Row = RowOf<typeof medications>

export function mapMedicationRequest(request: MedicationRequest, { id, patientId, refs }: Mapping): Row {
  const dosages = list(request.dosageInstruction, 'dosageInstruction')
  const dispense = element(request.dispenseRequest, 'dispenseRequest')
  const validity = dispense?.validityPeriod
  const said = yes(request.reportedBoolean, 'reportedBoolean') ?? request.reportedReference !== undefined
  const forbidden = yes(request.doNotPerform, 'doNotPerform') === true
  return {
    id,
    patientId,
    source: said ? 'reported' : 'order',
    ...drugOf(request.medicationCodeableConcept, request.medicationReference, refs),
    status: text(request.status, 'status') || 'unknown',
    intent: text(request.intent, 'intent'),
    directions: [
      forbidden ? 'DO NOT GIVE.' : '',
      ...dosages.map((each, index) => directionsOf(each, `dosageInstruction[${index}]`)),
    ]
      .filter(Boolean)
      .join('\n'),
    ...howOf(dosages, 'dosageInstruction'),
    reason: reasonOf(request, refs),
    quantity: quantityText(dispense?.quantity, 'dispenseRequest.quantity'),
    refills: refillsOf(number(dispense?.numberOfRepeatsAllowed, 'dispenseRequest.numberOfRepeatsAllowed')),
    startsAt: moment(request.authoredOn, 'authoredOn') ?? startOf(validity, 'dispenseRequest.validityPeriod'),
    endsAt: endOf(validity, 'dispenseRequest.validityPeriod'),
    practitionerId: refs.id(request.requester, 'requester', ['Practitioner'], 'practitionerId'),
    practitionerName: refs.name(request.requester, 'requester', 'Practitioner'),
    encounterId: refs.id(request.encounter, 'encounter', ['Encounter'], 'encounterId'),
    note: notesOf(request.note, 'note'),
  }
}

export function mapMedicationStatement(
  statement: MedicationStatement,
  { id, patientId, refs }: Mapping,
): Row {
  const dosages = list(statement.dosage, 'dosage')
  const source = statement.informationSource
  return {
    id,
    patientId,
    source: 'reported',
    ...drugOf(statement.medicationCodeableConcept, statement.medicationReference, refs),
    status: text(statement.status, 'status') || 'unknown',
    intent: '',
    directions: dosages
      .map((each, index) => directionsOf(each, `dosage[${index}]`))
      .filter(Boolean)
      .join('\n'),
    ...howOf(dosages, 'dosage'),
    reason: reasonOf(statement, refs),
    quantity: '',
    refills: null,
    startsAt:
      moment(statement.effectiveDateTime, 'effectiveDateTime') ??
      startOf(statement.effectivePeriod, 'effectivePeriod') ??
      moment(statement.dateAsserted, 'dateAsserted'),
    endsAt: endOf(statement.effectivePeriod, 'effectivePeriod'),
    practitionerId: refs.id(source, 'informationSource', ['Practitioner'], 'practitionerId'),
    practitionerName: refs.name(source, 'informationSource', 'Practitioner'),
    encounterId: refs.id(statement.context, 'context', ['Encounter'], 'encounterId'),
    note: notesOf(statement.note, 'note'),
  }
}

/** By concept, by a Medication contained in it, or by one that stands by itself, whose name is read from there. */
function drugOf(
  coded: CodeableConcept | undefined,
  referenced: Reference | undefined,
  refs: References,
): Pick<Row, 'drugId' | 'name' | 'codeSystem' | 'code'> {
  if (coded !== undefined) {
    const drug = concept(coded, 'medicationCodeableConcept', [rxNorm])
    return {
      drugId: null,
      name: drug.text || 'Unspecified medication',
      codeSystem: drug.system,
      code: drug.code,
    }
  }
  if (referenced === undefined) throw new Refused('element.missing', 'medication[x]')
  const at = 'medicationReference'
  const target = refs.target(referenced, at, 'Medication')
  const name = text(referenced.display, `${at}.display`)
  if (target && 'contained' in target) {
    const drug = concept((target.contained as Medication).code, `${at}.code`, [rxNorm])
    return {
      drugId: null,
      name: drug.text || name || 'Unspecified medication',
      codeSystem: drug.system,
      code: drug.code,
    }
  }
  const drugId = refs.id(referenced, at, ['Medication'], 'drugId')
  return {
    drugId,
    name: target === null ? name || 'Unspecified medication' : name,
    codeSystem: null,
    code: null,
  }
}

function howOf(dosages: readonly Dosage[], path: string): Pick<Row, 'route' | 'asNeeded'> {
  const [first] = dosages
  return {
    route: concept(first?.route, `${path}[0].route`).text,
    asNeeded: dosages.some(
      (each) => each.asNeededBoolean === true || each.asNeededCodeableConcept !== undefined,
    ),
  }
}

type Why = Pick<MedicationRequest | MedicationStatement, 'reasonCode' | 'reasonReference'>
const reasonOf = (why: Why, refs: References): string =>
  conceptTexts(why.reasonCode, 'reasonCode').join('; ') ||
  refs.name(
    list<Reference>(why.reasonReference, 'reasonReference')[0],
    'reasonReference[0]',
    'Condition',
    'reason',
    1000,
  )

const refillsOf = (count: number | null): number | null =>
  count !== null && Number.isInteger(count) && count >= 0 && count <= 999 ? count : null
