import { beginSecondFactor } from './begin-second-factor.ts'
import { finishSecondFactor } from './finish-second-factor.ts'
import { keepSecondFactor } from './keep-second-factor.ts'
import { renewSpareCodes } from './renew-spare-codes.ts'
import { listLockedOut } from './list-locked-out.ts'
import { unlockPerson } from './unlock-person.ts'
import { accessLevels } from './access-level.ts'
import { credentials } from './credential.ts'
import { copyText } from './copy-text.ts'
import { confirmPracticeCode } from './confirm-practice-code.ts'
import { createPractice } from './create-practice.ts'
import { discardDraft, getDraft, listDrafts, saveDraft } from './draft.ts'
import { getGate } from './get-gate.ts'
import { getMe } from './get-me.ts'
import { getPracticeCode } from './get-practice-code.ts'
import { joinPractice } from './join-practice.ts'
import { locations } from './location.ts'
import { lock } from './lock.ts'
import { logPrint } from './log-print.ts'
import { organizations } from './organization.ts'
import { practices } from './practice.ts'
import { practitioners } from './practitioner.ts'
import { recover } from './recover.ts'
import { recoverPractice } from './recover-practice.ts'
import { renewPracticeCode } from './renew-practice-code.ts'
import { renewRecoveryCode } from './renew-recovery-code.ts'
import { setPreference } from './set-preference.ts'
import { signIn } from './sign-in.ts'
import { users } from './user.ts'

export const accessContracts = {
  getGate,
  createPractice,
  joinPractice,
  signIn,
  recover,
  recoverPractice,
  renewRecoveryCode,
  getPracticeCode,
  renewPracticeCode,
  confirmPracticeCode,
  beginSecondFactor,
  finishSecondFactor,
  keepSecondFactor,
  renewSpareCodes,
  listLockedOut,
  unlockPerson,
  lock,
  getMe,
  setPreference,
  saveDraft,
  discardDraft,
  getDraft,
  listDrafts,
  logPrint,
  copyText,
}
export const accessRecords = {
  practices,
  users,
  accessLevels,
  credentials,
  practitioners,
  organizations,
  locations,
}
