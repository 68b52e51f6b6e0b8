/** The names of records and fields as a clinic says them. */
const types: Readonly<Record<string, string>> = {
  patient: 'Demographics',
  allergy: 'Allergy',
  medication: 'Medication',
  problem: 'Problem',
  encounter: 'Visit',
  observation: 'Result',
  immunization: 'Immunization',
  procedure: 'Procedure',
  document: 'Document',
  coverage: 'Insurance',
  organization: 'Organization',
  practitioner: 'Clinician',
  location: 'Place',
  user: 'Person',
  'access-level': 'Access level',
  credential: 'Sign-in of a person',
  appointment: 'Appointment',
  'appointment-series': 'Series of visits',
  'visit-type': 'Kind of visit',
  resource: 'Provider, room or equipment',
  availability: 'Open hours',
  block: 'Blocked time',
  'waitlist-entry': 'Waitlist',
  recall: 'Recall',
  receipt: 'Receipt',
}

const spaced = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return (words[0]?.toUpperCase() ?? '') + words.slice(1)
}

export const typeWords = (type: string): string => types[type] ?? spaced(type)
const fields: Readonly<Record<string, string>> = {
  mrn: 'Record number (MRN)',
  family: 'Family name',
  given: 'Given name',
  middle: 'Middle names',
  preferredName: 'Called',
  birthSex: 'Sex at birth',
  email: 'E-mail',
  sensitivity: 'Kinds of data',
  sensitivitySet: 'Kinds of data, said by',
}
export const fieldWords = (field: string): string => fields[field] ?? spaced(field)

/** A value in words; a dash where there is none. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueWords).join('; ')
  if (typeof value === 'object')
    return (
      Object.values(value)
        .map(valueWords)
        .filter((words) => words !== '–')
        .join(', ') || '–'
    )
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
