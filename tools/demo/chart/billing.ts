/** A few claims and what the payer said of them. Charge codes are the practice's own: CPT is not ours to give away. */
import type { Claim, ExplanationOfBenefit } from '@medplum/fhirtypes'
import { instant, iso } from '../days.ts'
import { coding, hl7 } from '../fhir.ts'
import { add, encounterReference, type Chart, type Visit, type VisitKind } from './chart.ts'

const charges: Readonly<Partial<Record<VisitKind, readonly [code: string, words: string, dollars: number]>>> =
  {
    new: ['NEW3', 'Office visit, new patient, moderate', 245],
    physical: ['PREV', 'Preventive visit', 268],
    'well-child': ['WELL', 'Well-child visit', 222],
    'follow-up': ['OV3', 'Office visit, established patient, moderate', 168],
    sick: ['OV2', 'Office visit, established patient, low', 121],
    telehealth: ['TEL2', 'Telehealth visit', 104],
  }

const dollars = (value: number) => ({ value, currency: 'USD' as const })

export function bill(
  chart: Chart,
  visit: Visit,
  coverageId: string | null,
  payer: Claim['insurer'] | null,
): void {
  const charge = charges[visit.kind]
  if (!charge || coverageId === null || !payer || chart.today - visit.day > 420 || !chart.random.chance(0.3))
    return
  const [code, words, price] = charge
  const insurance = [{ sequence: 1, focal: true, coverage: { reference: `Coverage/${coverageId}` } }]
  const diagnosis = visit.diagnoses
    .slice(0, 4)
    .map((each, index) => ({ sequence: index + 1, diagnosisReference: { reference: each.reference } }))
  const service = {
    coding: [coding('https://harborstreet.example.org/charge-code', code, words)],
    text: words,
  }
  const type = { coding: [coding(hl7('claim-type'), 'professional')] }
  const claim = add<Claim>(chart, {
    resourceType: 'Claim',
    id: chart.ids.uuid(),
    status: 'active',
    type,
    use: 'claim',
    patient: chart.patient,
    billablePeriod: { start: iso(visit.day), end: iso(visit.day) },
    created: instant(Math.min(visit.day + 1, chart.today - 1), 1020),
    insurer: payer,
    provider: chart.directory.practice,
    priority: { coding: [coding(hl7('processpriority'), 'normal')] },
    facility: visit.site.reference,
    ...(diagnosis.length > 0 && { diagnosis }),
    insurance,
    item: [
      {
        sequence: 1,
        productOrService: service,
        servicedDate: iso(visit.day),
        quantity: { value: 1 },
        net: dollars(price),
        encounter: [encounterReference(visit)],
      },
    ],
    total: dollars(price),
  })
  if (chart.today - visit.day < 30 || !chart.random.chance(0.7)) return
  const denied = chart.random.chance(0.08)
  const allowed = denied ? 0 : Math.round(price * 0.71)
  const copay = denied ? 0 : 25
  const adjudication = (what: string, value: number) => ({
    category: { coding: [coding(hl7('adjudication'), what)] },
    amount: dollars(value),
  })
  add<ExplanationOfBenefit>(chart, {
    resourceType: 'ExplanationOfBenefit',
    id: chart.ids.uuid(),
    status: 'active',
    type,
    use: 'claim',
    patient: chart.patient,
    billablePeriod: { start: iso(visit.day), end: iso(visit.day) },
    created: iso(visit.day + 21),
    insurer: payer,
    provider: chart.directory.practice,
    claim: { reference: `Claim/${claim.id}` },
    outcome: 'complete',
    disposition: denied ? 'Denied: coverage terminated' : 'Paid',
    insurance: [{ focal: true, coverage: { reference: `Coverage/${coverageId}` } }],
    item: [
      {
        sequence: 1,
        productOrService: service,
        servicedDate: iso(visit.day),
        adjudication: [
          adjudication('submitted', price),
          adjudication('eligible', allowed),
          adjudication('copay', copay),
          adjudication('benefit', Math.max(0, allowed - copay)),
        ],
      },
    ],
    total: [adjudication('submitted', price), adjudication('benefit', Math.max(0, allowed - copay))],
    payment: { amount: dollars(Math.max(0, allowed - copay)), date: iso(visit.day + 21) },
  })
}
