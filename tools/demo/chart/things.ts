/** Devices, referrals, and who brought what into the chart. */
import type { Device, Provenance, ServiceRequest } from '@medplum/fhirtypes'
import type { SpecialtyKey } from '../data/staff.ts'
import { instant, iso, type Day } from '../days.ts'
import { coding, conceptOf, hl7, systems } from '../fhir.ts'
import { add, encounterReference, type Chart, type Visit } from './chart.ts'

/** illness: device, SNOMED CT where known for sure, share, implanted. */
const devices: Readonly<
  Record<string, readonly [name: string, snomed: string | null, share: number, implanted: boolean]>
> = {
  apnea: ['CPAP machine', '702172008', 0.6, false],
  diabetes: ['Blood glucose meter', '337414009', 0.22, false],
  type1: ['Insulin pump', '69805005', 0.6, false],
  hearing: ['Hearing aids, both ears', '6012004', 0.35, false],
  fibrillation: ['Dual-chamber pacemaker', '14106009', 0.14, true],
  osteoarthritis: ['Right knee prosthesis', null, 0.06, true],
}

export function equip(chart: Chart): void {
  const { random } = chart
  for (const illness of chart.illnesses) {
    const kind = devices[illness.about.key]
    if (!kind || illness.found === null || !random.chance(kind[2])) continue
    const [name, snomed, , implanted] = kind
    const made = Math.max(illness.onset - 200, chart.person.born)
    const lot = `L${random.digits(6)}`
    const serial = random.digits(9)
    add<Device>(chart, {
      resourceType: 'Device',
      id: chart.ids.uuid(),
      ...(implanted && {
        udiCarrier: [
          {
            deviceIdentifier: `0999${random.digits(10)}`,
            carrierHRF: `(01)0999${random.digits(10)}(10)${lot}(21)${serial}`,
          },
        ],
        distinctIdentifier: `HS-${random.digits(6)}`,
        manufactureDate: iso(made),
        lotNumber: lot,
        serialNumber: serial,
      }),
      status: random.chance(0.93) ? 'active' : 'inactive',
      manufacturer: random.pick(['Lanternworks Medical', 'Saltbox Devices', 'Northeaster Instruments']),
      deviceName: [{ name, type: 'user-friendly-name' }],
      type: conceptOf(name, snomed === null ? null : coding(systems.snomed, snomed, name)),
      patient: chart.patient,
    })
  }
}

/** A referral, as the order it is. */
export function refer(chart: Chart, visit: Visit, specialty: string, why: string): void {
  const expert = chart.directory.specialists.get(specialty as SpecialtyKey)
  if (!expert) return
  add<ServiceRequest>(chart, {
    resourceType: 'ServiceRequest',
    id: chart.ids.uuid(),
    status: chart.today - visit.day > 120 ? 'completed' : 'active',
    intent: 'order',
    category: [{ text: 'Referral' }],
    priority: 'routine',
    code: { text: `Referral to ${specialty}` },
    subject: chart.patient,
    encounter: encounterReference(visit),
    authoredOn: instant(visit.day, visit.minute + 16),
    requester: visit.clinician.reference,
    performer: [expert.reference],
    reasonCode: [{ text: why }],
  })
  visit.plan.push(`Referred to ${specialty}, ${expert.name}.`)
}

/** Who recorded the chart, and whence it came when it began elsewhere. */
export function trace(chart: Chart, day: Day): void {
  if (!chart.random.chance(0.1)) return
  add<Provenance>(chart, {
    resourceType: 'Provenance',
    id: chart.ids.uuid(),
    target: [chart.patient],
    recorded: instant(day, 505),
    activity: { coding: [coding(hl7('v3-DataOperation'), 'CREATE', 'create')] },
    agent: [
      {
        type: { coding: [coding(hl7('provenance-participant-type'), 'author', 'Author')] },
        who: chart.primary.reference,
        onBehalfOf: chart.directory.practice,
      },
    ],
  })
}
