/** Restrictions, emergencies and cases, as a practice says them. */
import type { CaseFinding, RiskFactors } from '../../shared/privacy/case-note.ts'
import type { RestrictionKind } from '../../shared/privacy/chart-restriction.ts'
import type { EmergencyReason } from '../../shared/privacy/emergency-access.ts'
import type { CaseKind } from '../../shared/privacy/privacy-case.ts'

export const restrictionWords: Readonly<Record<RestrictionKind, Readonly<{ name: string; about: string }>>> =
  {
    requested: {
      name: 'The patient asked for it',
      about: 'They named who may see their chart, or who may not.',
    },
    staff: { name: 'Works here', about: 'A colleague, now or before.' },
    family: { name: 'Family of somebody here', about: 'Related to a colleague, or lives with one.' },
    vip: { name: 'Known to the public', about: 'People might look who have no reason to.' },
    'part-2': { name: 'Substance use treatment', about: 'Records under 42 CFR Part 2.' },
    psychotherapy: { name: 'Psychotherapy', about: 'Notes that are kept apart from the rest.' },
  }

export const emergencyWords: Readonly<Record<EmergencyReason, string>> = {
  'life-threatening': 'Life or health is in danger now',
  'cannot-consent': 'The patient cannot answer for themselves',
  covering: 'I am covering, and have no access to this chart',
  'nobody-named-here': 'Nobody who may open it can be reached',
  other: 'Something else',
}

export const caseWords: Readonly<Record<CaseKind, Readonly<{ name: string; about: string }>>> = {
  emergency: {
    name: 'Emergency access',
    about:
      'They opened a closed chart, or entries that are not shown to them, in an emergency. Was there one, and did they stay with what it needed?',
  },
  'own-chart': {
    name: 'Their own chart',
    about: 'They opened the chart of a patient who seems to be themselves.',
  },
  'same-address': {
    name: 'Same address',
    about: 'They opened the chart of somebody who lives where they are a patient themselves.',
  },
  'same-name': {
    name: 'Same family name',
    about: 'They opened the chart of somebody with their family name.',
  },
  colleague: { name: 'A colleague’s chart', about: 'They opened the chart of somebody who works here.' },
  'many-charts': {
    name: 'Very many charts',
    about: 'They opened far more charts in an hour than work asks for.',
  },
  'after-hours': {
    name: 'At an unusual hour',
    about: 'They opened charts at night, when hardly anybody works.',
  },
  'refused-often': {
    name: 'Refused again and again',
    about: 'They tried many times what they may not do or see.',
  },
  'repeated-emergency': {
    name: 'Emergencies again and again',
    about:
      'They opened closed charts in an emergency more often in thirty days than their work explains. Each has a case of its own; look at all of them together.',
  },
  'emergency-by-several': {
    name: 'One chart, several emergencies',
    about:
      'Several people opened the same closed chart in an emergency within thirty days. Is the restriction as it should be, and did each of them have a reason?',
  },
  'more-than-usual': {
    name: 'More charts than is usual for them',
    about:
      'They opened far more different charts in a day than on their own days of the last five weeks at this workstation.',
  },
  'known-to-public': {
    name: 'Known to the public',
    about: 'They opened the chart of somebody known to the public, and are not named for it.',
  },
  'new-workstation': {
    name: 'First time at a workstation',
    about:
      'They signed in at a workstation where they had never been. They were told so on the screen. If it was not them, reset their password.',
  },
}

export const findingWords: Readonly<Record<CaseFinding, Readonly<{ name: string; about: string }>>> = {
  proper: { name: 'It was right', about: 'There was a reason that holds.' },
  improper: {
    name: 'Not right, and no breach',
    about: 'Low probability that it was compromised, by the four factors.',
  },
  breach: { name: 'A breach', about: 'It has to be told: to the patient within 60 days, and to HHS.' },
}

/** 45 CFR 164.402(2)(i) to (iv). */
export const factorWords: Readonly<Record<keyof RiskFactors, string>> = {
  nature: 'What was seen, and how surely it says who is meant',
  who: 'Who read it',
  viewed: 'Whether it was really seen or taken along',
  mitigated: 'What has made the risk less',
}
