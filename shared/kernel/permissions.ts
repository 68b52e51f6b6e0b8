/** What a person may be allowed to do. A role is a set of these; a command or query names exactly one. */
export const permissions = [
  'patient.find',
  'patient.register',
  'patient.edit',
  'chart.read',
  'chart.write',
  'chart.sign',
  'chart.restrict',
  'chart.restricted',
  'chart.break-glass',
  'sensitive.psychotherapy',
  'sensitive.mental-health',
  'sensitive.substance-use',
  'sensitive.hiv',
  'sensitive.sexual-health',
  'sensitive.violence',
  'sensitive.genetic',
  'sensitive.confidential',
  'amendment.record',
  'amendment.decide',
  'record.import',
  'record.export',
  'export.clear',
  'print',
  'practice.configure',
  'user.manage',
  'audit.read',
  'case.review',
  'legal.hold',
  'retention.purge',
  'schedule.read',
  'schedule.write',
  'schedule.overbook',
  'schedule.configure',
  'payment.take',
  'billing.read',
  'billing.write',
] as const
export type Permission = (typeof permissions)[number]

/**
 * The two doors that need no permission: before anyone signed in (sign-in itself), and for whoever is signed in
 * (their own drafts, locking). A test lists every contract that uses one, so a new one is a decision.
 */
export type Gate = 'before-sign-in' | 'any-signed-in'
