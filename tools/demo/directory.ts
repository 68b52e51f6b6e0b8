/** The practice and those around it as FHIR resources: organizations, places, practitioners and what each of them does. */
import type {
  ContactPoint,
  Location,
  Organization,
  Practitioner,
  PractitionerRole,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import { isNpi } from '../../shared/patients/npi.ts'
import { hospitals, payers } from './data/organizations.ts'
import {
  practiceName,
  sites,
  specialists,
  staff,
  type Site,
  type SpecialtyKey,
  type StaffRow,
} from './data/staff.ts'
import { coding, hl7, hl7Concept, reference, systems } from './fhir.ts'
import { Random } from './random.ts'

export type Clinician = Readonly<{
  id: string
  name: string
  npi: string
  reference: Reference<Practitioner>
  telecom: ContactPoint[]
  row: StaffRow | null
}>
export type Place3 = Readonly<{ key: Site; name: string; reference: Reference<Location> }>

export type Directory = Readonly<{
  resources: readonly Resource[]
  practice: Reference<Organization>
  sites: readonly Place3[]
  staff: readonly Clinician[]
  specialists: ReadonlyMap<SpecialtyKey, Clinician & { group: Reference<Organization> }>
  outside: ReadonlyMap<string, Reference<Organization>>
  hospitalPlace: Reference<Location>
  payers: ReadonlyMap<string, Reference<Organization>>
}>

/** A number with a right check digit that nobody has: numbers beginning with 2 have not been given out (45 CFR 162.406). */
export function madeUpNpi(place: number): string {
  const body = String(200_000_000 + place * 37)
  for (let digit = 0; digit < 10; digit++) if (isNpi(`${body}${digit}`)) return `${body}${digit}`
  throw new Error('every NPI has a check digit')
}

const npiIdentifier = (value: string) => ({
  type: hl7Concept('v2-0203', 'NPI'),
  system: systems.npi,
  value,
})
const phone = (value: string) => [{ system: 'phone' as const, value, use: 'work' as const }]
const addressOf = (row: { line: string; town: string; zip: string }) => ({
  use: 'work' as const,
  line: [row.line],
  city: row.town,
  state: 'MA',
  postalCode: row.zip,
  country: 'US',
})

export function makeDirectory(seed: string): Directory {
  const random = new Random(seed, 'directory')
  const resources: Resource[] = []
  let npis = 1
  const add = <T extends Resource>(resource: T): T => {
    resources.push(resource)
    return resource
  }
  const organization = (
    name: string,
    kind: readonly [code: string, display: string],
    more: Partial<Organization>,
  ) =>
    add<Organization>({
      resourceType: 'Organization',
      id: random.uuid(),
      active: true,
      type: [{ coding: [coding(hl7('organization-type'), kind[0], kind[1])], text: kind[1] }],
      name,
      ...more,
    })
  const provider = ['prov', 'Healthcare Provider'] as const
  const person = (row: { given: string; family: string; suffix: string }): Practitioner =>
    add<Practitioner>({
      resourceType: 'Practitioner',
      id: random.uuid(),
      identifier: [npiIdentifier(madeUpNpi(npis++))],
      active: true,
      name: [{ use: 'official', family: row.family, given: [row.given], suffix: [row.suffix] }],
      telecom: phone(`978-555-01${String(20 + npis).padStart(2, '0')}`),
    })
  const clinician = (made: Practitioner, row: StaffRow | null, name: string): Clinician => ({
    id: made.id ?? '',
    name,
    npi: made.identifier?.[0]?.value ?? '',
    reference: reference(made, name),
    telecom: made.telecom ?? [],
    row,
  })
  const nameOf = (row: { given: string; family: string; suffix: string }) =>
    `${row.given} ${row.family}, ${row.suffix}`

  const [firstSite] = sites
  const practice = organization(practiceName, provider, {
    identifier: [npiIdentifier(madeUpNpi(npis++))],
    telecom: phone(firstSite.phone),
    address: [addressOf(firstSite)],
  })
  const outside = new Map<string, Reference<Organization>>()
  for (const row of hospitals) {
    const kind = row.kind === 'Other' ? (['other', 'Other'] as const) : provider
    const made = organization(row.name, kind, {
      identifier: [npiIdentifier(madeUpNpi(npis++))],
      telecom: phone(row.phone),
      address: [addressOf(row)],
    })
    outside.set(row.key, reference(made, row.name))
  }
  const payerRefs = new Map<string, Reference<Organization>>()
  for (const row of payers) {
    const made = organization(row.name, ['pay', 'Payer'], {
      identifier: [{ type: hl7Concept('v2-0203', 'NIIP'), system: systems.payerId, value: row.payerId }],
    })
    payerRefs.set(row.key, reference(made, row.name))
  }
  const groups = new Map<string, Reference<Organization>>()
  for (const { group } of specialists) {
    const known = hospitals.find((each) => each.name === group)
    const made = known && outside.get(known.key)
    if (made) groups.set(group, made)
    else if (!groups.has(group)) {
      const fresh = organization(group, provider, { identifier: [npiIdentifier(madeUpNpi(npis++))] })
      groups.set(group, reference(fresh, group))
    }
  }

  const places = sites.map((row) => {
    const made = add<Location>({
      resourceType: 'Location',
      id: random.uuid(),
      status: 'active',
      name: row.name,
      mode: 'instance',
      type: [hl7Concept('v3-RoleCode', 'PC', 'Primary care clinic')],
      telecom: phone(row.phone),
      address: addressOf(row),
      managingOrganization: reference(practice, practiceName),
    })
    return { key: row.key, name: row.name, reference: reference(made, row.name) }
  })
  const [hospital] = hospitals
  const ward = add<Location>({
    resourceType: 'Location',
    id: random.uuid(),
    status: 'active',
    name: hospital.name,
    mode: 'instance',
    type: [hl7Concept('v3-RoleCode', 'HOSP', 'Hospital')],
    telecom: phone(hospital.phone),
    address: addressOf(hospital),
    managingOrganization: outside.get('hospital') ?? {},
  })

  const people = staff.map((row) => clinician(person(row), row, nameOf(row)))
  const experts = new Map(
    specialists.map((row) => {
      const group = groups.get(row.group)
      if (!group) throw new Error(`no group ${row.group}`)
      return [row.key, { ...clinician(person(row), null, nameOf(row)), group }] as const
    }),
  )
  const role = (
    who: Clinician,
    of: Reference<Organization>,
    code: string,
    taxonomy: string,
    words: string,
    at: Reference<Location>[],
  ) =>
    add<PractitionerRole>({
      resourceType: 'PractitionerRole',
      id: random.uuid(),
      active: true,
      practitioner: who.reference,
      organization: of,
      code: [hl7Concept('practitioner-role', code)],
      specialty: [{ coding: [coding(systems.nucc, taxonomy, words)], text: words }],
      telecom: who.telecom,
      ...(at.length > 0 && { location: at }),
    })
  for (const who of people) {
    if (!who.row) continue
    const { row } = who
    const code = row.role === 'nurse' ? 'nurse' : row.role === 'pharmacist' ? 'pharmacist' : 'doctor'
    const at = places.filter((place) => row.sites.includes(place.key)).map((place) => place.reference)
    role(who, reference(practice, practiceName), code, row.specialty[0], row.specialty[1], at)
  }
  for (const row of specialists) {
    const who = experts.get(row.key)
    if (who) role(who, who.group, 'doctor', row.taxonomy, row.specialty, [])
  }

  const order = ['Organization', 'Location', 'Practitioner', 'PractitionerRole']
  resources.sort((a, b) => order.indexOf(a.resourceType) - order.indexOf(b.resourceType))
  return {
    resources,
    practice: reference(practice, practiceName),
    sites: places,
    staff: people,
    specialists: experts,
    outside,
    hospitalPlace: reference(ward, hospital.name),
    payers: payerRefs,
  }
}
