/** The kinds of data a resource says it is of: its security labels (FHIR R4 `meta.security`, HL7 v3 ActCode and Confidentiality). */
import type { Resource } from '@medplum/fhirtypes'
import { sensitiveKinds, type SensitiveKind } from '../kernel/sensitivity.ts'

/**
 * By code of http://terminology.hl7.org/CodeSystem/v3-ActCode: of ActInformationSensitivityPolicy, and 42CFRPart2 of ActUSPrivacyLaw. The
 * codes are one system's and are looked for whatever a source calls that system.
 */
export const kindOfCode: Readonly<Record<string, SensitiveKind>> = {
  PSYTHPN: 'psychotherapy',
  MH: 'mental-health',
  PSY: 'mental-health',
  BH: 'mental-health',
  EMOTDIS: 'mental-health',
  '42CFRPart2': 'substance-use',
  SUD: 'substance-use',
  ETH: 'substance-use',
  ETHUD: 'substance-use',
  OPIOIDUD: 'substance-use',
  HIV: 'hiv',
  SEX: 'sexual-health',
  STD: 'sexual-health',
  PREGNANT: 'sexual-health',
  GENDER: 'sexual-health',
  SDV: 'violence',
  VIO: 'violence',
  MST: 'violence',
  GDIS: 'genetic',
  SCA: 'genetic',
  SICKLE: 'genetic',
  SPI: 'confidential',
  TBOO: 'confidential',
  PRS: 'confidential',
  COGN: 'confidential',
  DVD: 'confidential',
}
/** Of http://terminology.hl7.org/CodeSystem/v3-Confidentiality: restricted and very restricted. They say of what kind it is in no word. */
const restricted = ['R', 'V']

/** In the order of sensitiveKinds; none where it carries no label, or only those that keep nothing from anybody who reads charts. */
export function kindsIn({ meta }: Pick<Resource, 'meta'>): SensitiveKind[] {
  const labels: unknown = meta?.security
  if (!Array.isArray(labels)) return []
  const codes = labels.flatMap((label: unknown) => {
    const code: unknown = typeof label === 'object' && label !== null && 'code' in label ? label.code : null
    return typeof code === 'string' ? [code] : []
  })
  const said = new Set(codes.flatMap((code) => (Object.hasOwn(kindOfCode, code) ? [kindOfCode[code]] : [])))
  if (said.size === 0 && codes.some((code) => restricted.includes(code))) return ['confidential']
  return sensitiveKinds.filter((kind) => said.has(kind))
}
