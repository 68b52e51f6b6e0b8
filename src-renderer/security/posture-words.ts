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
}
