/** FHIR R4 Practitioner, Organization, Location and Medication: what records of every patient refer to. */
import type { Location, Medication, Organization, Practitioner } from '@medplum/fhirtypes'
import type { locations } from '../access/location.ts'
import type { organizations } from '../access/organization.ts'
import type { practitioners } from '../access/practitioner.ts'
import type { drugs } from '../charting/medication.ts'
import type { RowOf } from '../kernel/record.ts'
import { npiSystem, rxNorm, type Mapping } from './mapping.ts'
import { concept, conceptTexts, element, list, text, texts, yes } from './read-element.ts'
import { addressInLine, byUse, nameInFull, readAddress, readIdentifiers, readTelecom } from './read-person.ts'

/** An NPI is kept as it came, also where its check digit is wrong: correcting it is not ours. */
export function mapPractitioner(practitioner: Practitioner, { id }: Mapping): RowOf<typeof practitioners> {
  const names = list(practitioner.name, 'name').map((name, index) => ({
    use: text(name.use, `name[${index}].use`),
    full: nameInFull(name, `name[${index}]`),
  }))
  const numbers = readIdentifiers(practitioner.identifier, 'identifier')
  const npi = numbers.find(({ system }) => system === npiSystem) ?? numbers.find(({ kind }) => kind === 'NPI')
  return {
    id,
    name: byUse(names)[0]?.full ?? '',
    npi: npi?.value ?? null,
    phone: readTelecom(practitioner.telecom, 'telecom').phones[0]?.number ?? null,
    active: yes(practitioner.active, 'active') ?? true,
  }
}

export function mapOrganization(organization: Organization, { id }: Mapping): RowOf<typeof organizations> {
  return {
    id,
    name: text(organization.name, 'name') || (texts(organization.alias, 'alias')[0] ?? ''),
    kind: conceptTexts(organization.type, 'type')[0] ?? null,
    phone: readTelecom(organization.telecom, 'telecom').phones[0]?.number ?? null,
    address: addressInLine(readAddress(organization.address, 'address')),
    active: yes(organization.active, 'active') ?? true,
  }
}

export function mapLocation(location: Location, { id }: Mapping): RowOf<typeof locations> {
  const address = element(location.address, 'address')
  return {
    id,
    name:
      text(location.name, 'name') ||
      (texts(location.alias, 'alias')[0] ?? text(location.description, 'description')),
    phone: readTelecom(location.telecom, 'telecom').phones[0]?.number ?? null,
    address: addressInLine(readAddress(address && [address], 'address')),
    active: text(location.status, 'status') !== 'inactive',
    // which are the practice's own, and what is in what, is said here and not by whoever sends records
    own: false,
    partOf: null,
    timeZone: null,
  }
}

export function mapMedication(medication: Medication, { id }: Mapping): RowOf<typeof drugs> {
  const drug = concept(medication.code, 'code', [rxNorm])
  return {
    id,
    name: drug.text,
    codeSystem: drug.system,
    code: drug.code,
    form: concept(medication.form, 'form').text,
  }
}
