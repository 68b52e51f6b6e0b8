import type { Policy } from '../../shared/security/get-posture.ts'

/** What is set, in which unit, and what it means. */
export const policyWords: Readonly<
  Record<Policy['key'], Readonly<{ name: string; unit: string; means: string }>>
> = {
  'idle-minutes': {
    name: 'Locks after',
    unit: 'minutes',
    means: 'Nobody has touched the computer for so long.',
  },
  'absolute-hours': {
    name: 'Signs out after',
    unit: 'hours',
    means: 'Since sign-in, whatever was done meanwhile.',
  },
  'key-months': {
    name: 'Key of a computer’s records',
    unit: 'months',
    means: 'Older than that, it is changed at the next sign-in.',
  },
  'second-factor': {
    name: 'Second factor',
    unit: '',
    means: 'A code of an authenticator beside the password.',
  },
  'lease-hours': {
    name: 'Gets on without the cloud',
    unit: 'hours',
    means: 'Then nobody comes in until it was reached.',
  },
  'privileged-hours': {
    name: 'Administration without the cloud',
    unit: 'hours',
    means: 'Rights of administration and export lapse first.',
  },
  'password-length': {
    name: 'Password',
    unit: 'characters',
    means: 'At least so long, and none that is tried first.',
  },
  'password-days': {
    name: 'Another password after',
    unit: 'days',
    means: 'Then it is asked for before anything else. NIST SP 800-63B-4 asks for no end.',
  },
  'password-words': {
    name: 'Words a password may not be made of',
    unit: 'words',
    means: 'Of the house, beside those of the product.',
  },
  'wrong-tries': {
    name: 'Wrong tries',
    unit: '',
    means: 'From so many on a name waits, and then it is closed.',
  },
  'step-up-minutes': {
    name: 'Asks once more after',
    unit: 'minutes',
    means: 'Before giving access, export, an emergency.',
  },
  'emergency-minutes': {
    name: 'Emergency access',
    unit: 'minutes',
    means: 'One restricted chart, to one person.',
  },
  'clock-bound': {
    name: 'Clock',
    unit: 'seconds',
    means: 'Further from the cloud’s, or set by more, it is an alarm.',
  },
  'charts-held': {
    name: 'Charts on this computer',
    unit: '',
    means: 'Others come from the cloud when they are opened.',
  },
  'export-alone': {
    name: 'Records one person exports alone',
    unit: 'patients',
    means: 'An export of more needs a second person who approves it.',
  },
  'export-most': {
    name: 'Records in one export',
    unit: 'patients',
    means: 'More than that is refused, whoever approves it.',
  },
  'keep-adult-chart': {
    name: 'Charts of adults are kept',
    unit: 'years',
    means: 'After the last visit. The state may ask for more.',
  },
  'keep-minor-chart': {
    name: 'Charts of minors are kept',
    unit: 'years',
    means: 'After the last visit, or the eighteenth birthday if that is later.',
  },
  'keep-audit': {
    name: 'The audit log is kept',
    unit: 'years',
    means: 'After it was written; longer where something is held.',
  },
  'keep-access': {
    name: 'Access and reviews are kept',
    unit: 'years',
    means: 'Who was given what, and who looked at it again.',
  },
  'keep-privacy': {
    name: 'Cases and amendments are kept',
    unit: 'years',
    means: 'What was looked into, asked to be corrected, and held.',
  },
  'keep-downtime': {
    name: 'Times without the cloud are kept',
    unit: 'years',
    means: 'The accounts of outages and drills.',
  },
}
