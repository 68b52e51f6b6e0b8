/** FHIR R4 Coverage as insurance. */
import type { Coverage } from '@medplum/fhirtypes'
import type { coverages } from '../patients/coverage.ts'
import type { RowOf } from '../kernel/record.ts'
import type { Mapping } from './mapping.ts'
import { partialDate } from './read-date.ts'
import { codeOf, concept, element, list, number, oneOf, text } from './read-element.ts'
import { readIdentifiers } from './read-person.ts'

export function mapCoverage(coverage: Coverage, { id, patientId, refs }: Mapping): RowOf<typeof coverages> {
  const [payor] = list(coverage.payor, 'payor')
  const numbers = readIdentifiers(coverage.identifier, 'identifier')
  const member = numbers.find(({ kind }) => kind === 'MB') ?? numbers[0]
  const period = element(coverage.period, 'period')
  const group = classOf(coverage, 'group')
  const plan = classOf(coverage, 'plan')
  return {
    id,
    patientId,
    rank: rankOf(number(coverage.order, 'order')),
    payerName: refs.name(payor, 'payor[0]', 'Organization', 'payerName', 300),
    payerId: text(element(payor?.identifier, 'payor[0].identifier')?.value, 'payor[0].identifier.value'),
    memberId: text(coverage.subscriberId, 'subscriberId') || (member?.value ?? ''),
    groupNumber: group.value,
    planName: plan.name || plan.value || concept(coverage.type, 'type').text,
    relationship:
      codeOf(coverage.relationship, 'relationship') || concept(coverage.relationship, 'relationship').text,
    status: oneOf(
      text(coverage.status, 'status'),
      ['active', 'cancelled', 'draft', 'entered-in-error'],
      'active',
    ),
    startsOn: partialDate(period?.start, 'period.start'),
    endsOn: partialDate(period?.end, 'period.end'),
  }
}

const rankOf = (order: number | null): number =>
  order !== null && Number.isInteger(order) ? Math.min(Math.max(order, 1), 9) : 1

/** Source: CodeSystem coverage-class. */
function classOf(coverage: Coverage, kind: string): { value: string; name: string } {
  const classes = list(coverage.class, 'class')
  const index = classes.findIndex((each) => codeOf(each.type, 'class.type') === kind)
  const found = classes[index]
  return {
    value: text(found?.value, `class[${index}].value`),
    name: text(found?.name, `class[${index}].name`),
  }
}
