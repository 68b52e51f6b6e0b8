import { z } from 'zod'
import { PartialDate, text, words } from '../kernel/fields.ts'
import { digitsOf } from '../kernel/fold.ts'
import { isNpi } from './npi.ts'
import { PhoneUse, Sex } from './patient.ts'

/** NANP numbers have ten digits; others begin with +. */
export const phoneNumber = text(40).refine((typed) => {
  const digits = digitsOf(typed)
  if (typed.startsWith('+') && !typed.startsWith('+1')) return digits.length >= 7 && digits.length <= 15
  return /^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits)
}, 'phone.form')

/** 5 digits, or 9. Source: USPS Publication 28. */
const zip = text(20).refine((typed) => typed === '' || /^\d{5}(-?\d{4})?$/.test(typed), 'zip.form')

export const AddressInput = z.strictObject({
  line1: text(200),
  line2: text(200),
  city: text(100),
  state: text(60).refine((typed) => typed === '' || states.has(typed.toUpperCase()), 'state.unknown'),
  zip,
  country: text(60),
})

export const ContactInput = z.strictObject({
  name: words(200),
  relationship: text(100),
  phone: z.union([z.literal(''), phoneNumber]),
})

export const PrimaryCareInput = z.strictObject({
  name: words(200),
  npi: text(10).refine((typed) => typed === '' || isNpi(typed), 'npi.check-digit'),
})

/** The identifier a clearinghouse knows a payer by: letters and digits, 2 to 20 (837P loop 2010BB NM109). */
export const payerId = text(20).refine(
  (typed) => typed === '' || /^[A-Za-z0-9]{2,20}$/.test(typed),
  'payer-id.form',
)

export const CoverageInput = z.strictObject({
  /** Null for one that is new. */
  coverageId: z.uuid().nullable(),
  payerName: words(300),
  payerId,
  memberId: words(80),
  groupNumber: text(80),
  planName: text(200),
  relationship: z.enum(['self', 'spouse', 'child', 'other']),
  startsOn: PartialDate.nullable(),
  endsOn: PartialDate.nullable(),
})

/** What a registration form holds. What is not known is empty, or null where it is a date. */
export const Demographics = z.strictObject({
  family: words(200),
  given: text(200),
  middle: text(200),
  prefix: text(40),
  suffix: text(40),
  preferredName: text(200),
  birthDate: PartialDate.nullable(),
  sex: Sex,
  birthSex: z.enum(['F', 'M', 'UNK']).nullable(),
  race: z.array(z.string().max(120)).max(20),
  ethnicity: text(120),
  language: text(120),
  maritalStatus: text(120),
  phones: z.array(z.strictObject({ use: PhoneUse, number: phoneNumber })).max(12),
  email: z.union([z.literal(''), text(200).pipe(z.email('email.form'))]),
  address: AddressInput.nullable(),
  contact: ContactInput.nullable(),
  primaryCare: PrimaryCareInput.nullable(),
})
export type DemographicsInput = z.input<typeof Demographics>

/** `2125550142` and `(212) 555-0142` are kept as `212-555-0142`; a number with a country code stays as typed. */
export function writePhone(typed: string): string {
  const digits = digitsOf(typed)
  const local = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  if (local.length !== 10 || (typed.trim().startsWith('+') && !typed.trim().startsWith('+1')))
    return typed.trim()
  return `${local.slice(0, 3)}-${local.slice(3, 6)}-${local.slice(6)}`
}

// USPS Publication 28 appendix B: states, possessions, military
const states = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA ' +
    'RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP'
  ).split(' '),
)
export const stateCodes: readonly string[] = [...states]
