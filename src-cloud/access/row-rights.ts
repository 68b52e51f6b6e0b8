/**
 * Which rights let somebody change a row, whatever their workstation calls what they did: any one of them. The right of the command is
 * asked for beside it (refuse-actor.ts); this is what a workstation cannot get around by giving a command another name.
 */
import { permissions, type Permission } from '../../shared/kernel/permissions.ts'

// whoever is shown a conflict chooses in it, whatever the row
const clinical: readonly Permission[] = ['chart.write', 'chart.sign', 'record.import']
const directory: readonly Permission[] = ['practice.configure', ...clinical]
const demographics: readonly Permission[] = ['patient.register', 'patient.edit', ...clinical]

/** By type of record. What only the cloud says is not in it. */
export const rowRights: Readonly<Record<string, readonly Permission[]>> = {
  practice: ['practice.configure'],
  user: ['user.manage'],
  'access-level': ['user.manage'],
  credential: ['user.manage'],
  'access-review': ['user.manage'],
  'access-event': ['user.manage'],
  'emergency-kit': ['user.manage'],
  // by whoever comes in next where one was used; it takes a right and gives none
  'kit-use': permissions,
  practitioner: directory,
  organization: directory,
  location: directory,
  'visit-type': ['schedule.configure'],
  resource: ['schedule.configure'],
  availability: ['schedule.configure'],
  block: ['schedule.configure', 'schedule.write'],
  'schedule-policy': ['schedule.configure'],
  appointment: ['schedule.write'],
  'appointment-series': ['schedule.write'],
  'waitlist-entry': ['schedule.write'],
  recall: ['schedule.write'],
  'desk-check': ['schedule.write', 'patient.edit'],
  receipt: ['payment.take'],
  // the cloud says them; the desk says that it has seen to an answer
  reminder: ['schedule.write'],
  'reminder-policy': ['schedule.configure'],
  'contact-preference': ['schedule.write', 'patient.edit'],
  'calendar-feed': ['schedule.configure'],
  drug: directory,
  growthReference: directory,
  patient: demographics,
  'patient-place': demographics,
  coverage: [...demographics, 'billing.write'],
  encounter: clinical,
  // what is chosen is written to its row, whose own right is asked for
  conflict: [...clinical, 'schedule.write'],
  problem: clinical,
  allergy: clinical,
  medication: clinical,
  observation: clinical,
  report: clinical,
  immunization: clinical,
  procedure: clinical,
  document: clinical,
  carePlan: clinical,
  goal: clinical,
  careTeam: clinical,
  'chart-restriction': ['chart.restrict'],
  'emergency-access': ['chart.break-glass'],
  // about their author, whatever they may do; refuse-actor.ts
  'privacy-case': permissions,
  'case-note': ['case.review'],
  amendment: ['amendment.record'],
  'amendment-act': ['amendment.record', 'amendment.decide'],
  disclosure: ['print', 'record.export'],
  'legal-hold': ['legal.hold'],
  'lifted-hold': ['legal.hold'],
  'purge-act': ['retention.purge'],
  'export-request': ['record.export'],
  'export-act': ['record.export'],
  original: clinical,
}
