import { emergencyKits, kitUses } from './emergency-kit.ts'
import { getKit, keepKit, makeKit } from './make-kit.ts'
import { noteKitUse, openWithKit } from './open-with-kit.ts'
import { beginSecondFactor } from './begin-second-factor.ts'
import { finishSecondFactor } from './finish-second-factor.ts'
import { keepSecondFactor } from './keep-second-factor.ts'
import { renewSpareCodes } from './renew-spare-codes.ts'
import { listLockedOut } from './list-locked-out.ts'
import { unlockPerson } from './unlock-person.ts'
import { accessLevels } from './access-level.ts'
import { credentials } from './credential.ts'
import { changePassword } from './change-password.ts'
import { confirmMyself } from './confirm-myself.ts'
import { copyText } from './copy-text.ts'
import { confirmPracticeCode } from './confirm-practice-code.ts'
import { createPractice } from './create-practice.ts'
import { discardDraft, getDraft, listDrafts, saveDraft } from './draft.ts'
import { getGate } from './get-gate.ts'
import { getMe } from './get-me.ts'
import { getPracticeCode } from './get-practice-code.ts'
import { joinPractice } from './join-practice.ts'
import { keepCredential } from './keep-credential.ts'
import { locations } from './location.ts'
import { lock } from './lock.ts'
import { logCodePrint } from './log-code-print.ts'
import { listPrinters } from './list-printers.ts'
import { logPrint } from './log-print.ts'
import { noteScreenPicture } from './note-screen-picture.ts'
import { organizations } from './organization.ts'
import { practices } from './practice.ts'
import { practitioners } from './practitioner.ts'
import { recover } from './recover.ts'
import { recoverPractice } from './recover-practice.ts'
import { renewPracticeCode } from './renew-practice-code.ts'
import { renewRecoveryCode } from './renew-recovery-code.ts'
import { keepPrinter, sendToPrinter } from './send-to-printer.ts'
import { setPreference } from './set-preference.ts'
import { signIn } from './sign-in.ts'
import { users } from './user.ts'
import { accessEvents } from './access-event.ts'
import { accessReviews } from './access-review.ts'
import { archiveLevel, restoreLevel } from './archive-level.ts'
import { changeAccess } from './change-access.ts'
import { getPerson } from './get-person.ts'
import { addPerson, invitePerson } from './invite-person.ts'
import { listLocations } from './list-locations.ts'
import { archiveLocation, saveLocation } from './save-location.ts'
import { findPractitioners, setScope } from './set-scope.ts'
import { listLevels } from './list-levels.ts'
import { listPeople } from './list-people.ts'
import { revokeWorkstation } from './revoke-workstation.ts'
import { listWorkstations } from './list-workstations.ts'
import { saveRevocations } from './save-revocations.ts'
import { takeRevocations } from './take-revocations.ts'
import { confirmWipe, takeBackWipe, wipeWorkstation } from './wipe-workstation.ts'
import { changeKey, getKey } from './change-key.ts'
import { replaceKeys, resetPerson } from './reset-person.ts'
import { saveLevel } from './save-level.ts'
import { endException, setException } from './set-exception.ts'
import { setLastDay } from './set-last-day.ts'
import { getSignInPolicy, setSignInPolicy } from './sign-in-policy.ts'
import { listReviews, signOffReview } from './sign-off-review.ts'
import { reinstatePerson, suspendPerson } from './suspend-person.ts'

export const accessContracts = {
  getGate,
  createPractice,
  joinPractice,
  signIn,
  recover,
  recoverPractice,
  renewRecoveryCode,
  keepCredential,
  changePassword,
  confirmMyself,
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
  logCodePrint,
  logPrint,
  listPrinters,
  sendToPrinter,
  keepPrinter,
  noteScreenPicture,
  copyText,
  listPeople,
  getPerson,
  invitePerson,
  addPerson,
  resetPerson,
  replaceKeys,
  changeAccess,
  setException,
  endException,
  suspendPerson,
  reinstatePerson,
  setLastDay,
  setScope,
  findPractitioners,
  listLocations,
  saveLocation,
  archiveLocation,
  listLevels,
  saveLevel,
  archiveLevel,
  restoreLevel,
  getSignInPolicy,
  setSignInPolicy,
  signOffReview,
  listReviews,
  revokeWorkstation,
  listWorkstations,
  takeRevocations,
  saveRevocations,
  wipeWorkstation,
  confirmWipe,
  takeBackWipe,
  changeKey,
  getKey,
  makeKit,
  keepKit,
  getKit,
  openWithKit,
  noteKitUse,
}
export const accessRecords = {
  practices,
  users,
  accessLevels,
  credentials,
  accessEvents,
  accessReviews,
  emergencyKits,
  kitUses,
  practitioners,
  organizations,
  locations,
}
