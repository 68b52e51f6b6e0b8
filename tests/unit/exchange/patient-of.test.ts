import { expect, test } from 'vitest'
import { patientLink } from '../../../shared/exchange/patient-of.ts'

const patient = { reference: 'Patient/1' }

test.each([
  [{ resourceType: 'Observation', subject: patient }, 'bound', 'subject'],
  [{ resourceType: 'AllergyIntolerance', patient }, 'bound', 'patient'],
  [
    { resourceType: 'Coverage', beneficiary: patient, subscriber: { reference: 'Patient/2' } },
    'bound',
    'beneficiary',
  ],
  [{ resourceType: 'Task', for: patient }, 'bound', 'for'],
  [{ resourceType: 'Account', subject: [patient, { reference: 'Patient/2' }] }, 'bound', 'subject[0]'],
  [{ resourceType: 'Provenance', target: [{ reference: 'Observation/1' }, patient] }, 'named', 'target[1]'],
  [
    {
      resourceType: 'Appointment',
      participant: [{ actor: { reference: 'Location/1' } }, { actor: patient }],
    },
    'named',
    'participant[1].actor',
  ],
  [{ resourceType: 'Binary', securityContext: patient }, 'named', 'securityContext'],
  [{ resourceType: 'Schedule', actor: [{ reference: 'Practitioner/1' }] }, 'none', null],
  [{ resourceType: 'Organization', name: 'x' }, 'none', null],
  [{ resourceType: 'Observation', subject: null }, 'none', null],
  [{ resourceType: 'Observation', subject: 'Patient/1' }, 'none', null],
  [{ resourceType: 'Provenance', target: [null, 7, { reference: 7 }] }, 'none', null],
] as const)('%j is %s', (resource, kind, path) => {
  const link = patientLink(resource)
  expect([link.kind, 'path' in link ? link.path : null]).toEqual([kind, path])
})
