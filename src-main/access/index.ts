import type { accessContracts } from '../../shared/access/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import {
  getKitHandler,
  keepKitHandler,
  makeKitHandler,
  noteKitUseHandler,
  openWithKitHandler,
} from './make-kit.ts'
import { discardDraftHandler, getDraftHandler, listDraftsHandler, saveDraftHandler } from './draft.ts'
import { confirmPracticeCodeHandler } from './confirm-practice-code.ts'
import { beginSecondFactorHandler } from './begin-second-factor.ts'
import { finishSecondFactorHandler } from './finish-second-factor.ts'
import { keepSecondFactorHandler } from './keep-second-factor.ts'
import { renewSpareCodesHandler } from './renew-spare-codes.ts'
import { listLockedOutHandler } from './list-locked-out.ts'
import { unlockPersonHandler } from './unlock-person.ts'
import { changePasswordHandler } from './change-password.ts'
import { confirmMyselfHandler } from './confirm-myself.ts'
import { copyTextHandler } from './copy-text.ts'
import { createPracticeHandler } from './create-practice.ts'
import { getGateHandler } from './get-gate.ts'
import { getPracticeCodeHandler } from './get-practice-code.ts'
import { joinPracticeHandler } from './join-practice.ts'
import { keepCredentialHandler } from './keep-credential.ts'
import { recoverHandler } from './recover.ts'
import { recoverPracticeHandler } from './recover-practice.ts'
import { renewPracticeCodeHandler } from './renew-practice-code.ts'
import { renewRecoveryCodeHandler } from './renew-recovery-code.ts'
import { signInHandler } from './sign-in.ts'
import { getMeHandler } from './get-me.ts'
import { lockHandler } from './lock.ts'
import { logCodePrintHandler } from './log-code-print.ts'
import { listPrintersHandler } from './list-printers.ts'
import { keepPrinterHandler, sendToPrinterHandler } from './send-to-printer.ts'
import { logPrintHandler } from './log-print.ts'
import { noteScreenPictureHandler } from './note-screen-picture.ts'
import { setPreferenceHandler } from './set-preference.ts'
import { archiveLevelHandler, restoreLevelHandler } from './archive-level.ts'
import { changeAccessHandler } from './change-access.ts'
import { getPersonHandler } from './get-person.ts'
import { addPersonHandler, invitePersonHandler } from './invite-person.ts'
import { listLocationsHandler } from './list-locations.ts'
import { archiveLocationHandler, saveLocationHandler } from './save-location.ts'
import { findPractitionersHandler, setScopeHandler } from './set-scope.ts'
import { listLevelsHandler } from './list-levels.ts'
import { listPeopleHandler } from './list-people.ts'
import { revokeWorkstationHandler } from './revoke-workstation.ts'
import { listWorkstationsHandler } from './list-workstations.ts'
import { saveRevocationsHandler } from './save-revocations.ts'
import { takeRevocationsHandler } from './take-revocations.ts'
import { confirmWipeHandler, takeBackWipeHandler, wipeWorkstationHandler } from './wipe-workstation.ts'
import { changeKeyHandler, getKeyHandler } from './change-key.ts'
import { replaceKeysHandler, resetPersonHandler } from './reset-person.ts'
import { saveLevelHandler } from './save-level.ts'
import { endExceptionHandler, setExceptionHandler } from './set-exception.ts'
import { setLastDayHandler } from './set-last-day.ts'
import { getSignInPolicyHandler, setSignInPolicyHandler } from './sign-in-policy.ts'
import { listReviewsHandler, signOffReviewHandler } from './sign-off-review.ts'
import { reinstatePersonHandler, suspendPersonHandler } from './suspend-person.ts'

export const accessHandlers = {
  getGate: getGateHandler,
  createPractice: createPracticeHandler,
  joinPractice: joinPracticeHandler,
  signIn: signInHandler,
  recover: recoverHandler,
  recoverPractice: recoverPracticeHandler,
  renewRecoveryCode: renewRecoveryCodeHandler,
  keepCredential: keepCredentialHandler,
  changePassword: changePasswordHandler,
  confirmMyself: confirmMyselfHandler,
  getPracticeCode: getPracticeCodeHandler,
  renewPracticeCode: renewPracticeCodeHandler,
  confirmPracticeCode: confirmPracticeCodeHandler,
  beginSecondFactor: beginSecondFactorHandler,
  finishSecondFactor: finishSecondFactorHandler,
  keepSecondFactor: keepSecondFactorHandler,
  renewSpareCodes: renewSpareCodesHandler,
  listLockedOut: listLockedOutHandler,
  unlockPerson: unlockPersonHandler,
  lock: lockHandler,
  getMe: getMeHandler,
  setPreference: setPreferenceHandler,
  saveDraft: saveDraftHandler,
  discardDraft: discardDraftHandler,
  getDraft: getDraftHandler,
  listDrafts: listDraftsHandler,
  logCodePrint: logCodePrintHandler,
  logPrint: logPrintHandler,
  listPrinters: listPrintersHandler,
  sendToPrinter: sendToPrinterHandler,
  keepPrinter: keepPrinterHandler,
  noteScreenPicture: noteScreenPictureHandler,
  copyText: copyTextHandler,
  listPeople: listPeopleHandler,
  getPerson: getPersonHandler,
  invitePerson: invitePersonHandler,
  addPerson: addPersonHandler,
  resetPerson: resetPersonHandler,
  replaceKeys: replaceKeysHandler,
  changeAccess: changeAccessHandler,
  setException: setExceptionHandler,
  endException: endExceptionHandler,
  suspendPerson: suspendPersonHandler,
  reinstatePerson: reinstatePersonHandler,
  setLastDay: setLastDayHandler,
  setScope: setScopeHandler,
  findPractitioners: findPractitionersHandler,
  listLocations: listLocationsHandler,
  saveLocation: saveLocationHandler,
  archiveLocation: archiveLocationHandler,
  listLevels: listLevelsHandler,
  saveLevel: saveLevelHandler,
  archiveLevel: archiveLevelHandler,
  restoreLevel: restoreLevelHandler,
  getSignInPolicy: getSignInPolicyHandler,
  setSignInPolicy: setSignInPolicyHandler,
  signOffReview: signOffReviewHandler,
  listReviews: listReviewsHandler,
  revokeWorkstation: revokeWorkstationHandler,
  listWorkstations: listWorkstationsHandler,
  takeRevocations: takeRevocationsHandler,
  saveRevocations: saveRevocationsHandler,
  wipeWorkstation: wipeWorkstationHandler,
  confirmWipe: confirmWipeHandler,
  takeBackWipe: takeBackWipeHandler,
  changeKey: changeKeyHandler,
  getKey: getKeyHandler,
  makeKit: makeKitHandler,
  keepKit: keepKitHandler,
  getKit: getKitHandler,
  openWithKit: openWithKitHandler,
  noteKitUse: noteKitUseHandler,
} satisfies HandlersFor<typeof accessContracts>
