/** Why a resource is not taken in, and how that is said. The words hold for screens, reports and the command line. */
const words = {
  'file.unreadable': 'The file cannot be read',
  'file.truncated': 'The compressed file ends too early or is damaged',
  'json.not-utf8': 'The text is not UTF-8',
  'json.invalid': 'This is not JSON',
  'json.truncated': 'The file ends in the middle of this',
  'json.duplicate-key': 'The same element is there twice',
  'json.too-deep': 'It is nested more than 200 levels deep',
  'resource.too-large': 'It is larger than 32 MB',
  'resource.no-type': 'It has no resourceType',
  'resource.unknown-type': 'Its resourceType is not one of FHIR R4',
  'resource.id-too-long': 'Its id is longer than 200 characters',
  'entry.no-resource': 'The entry holds no resource; requests without one are not carried out',
  'element.missing': 'A required element is missing',
  'element.shape': 'The element does not have the form FHIR gives it',
  'element.date': 'This is not a date or time FHIR allows',
  'element.value': 'The value does not fit the record',
  'patient.no-reference': 'It does not say which patient it belongs to',
  'patient.not-found': 'Its patient is neither in this import nor in the records',
  'patient.refused': 'Its patient was refused',
  'patient.other-person':
    'Another person has this id. Import again and name the source, so that its ids are kept apart',
  'growth.table': 'It is not as the CDC publishes this growth reference table',
  'growth.permission': 'Growth reference tables are set by whoever configures the practice',
} as const

export type ReasonCode = keyof typeof words
export const reasonCodes = Object.keys(words) as [ReasonCode, ...ReasonCode[]]

export const reasonWords = (reason: ReasonCode): string => words[reason]

/** Thrown while one resource is read; `path` is its element, without the resource type. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly reason: ReasonCode
  readonly path: string
  readonly detail: string

  constructor(reason: ReasonCode, path = '', detail = '') {
    super(reason)
    this.reason = reason
    this.path = path
    this.detail = detail
  }
}
