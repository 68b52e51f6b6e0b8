import type { accessContracts } from '../../shared/access/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { discardDraftHandler, getDraftHandler, listDraftsHandler, saveDraftHandler } from './draft.ts'
import { confirmPracticeCodeHandler } from './confirm-practice-code.ts'
import { beginSecondFactorHandler } from './begin-second-factor.ts'
import { finishSecondFactorHandler } from './finish-second-factor.ts'
import { keepSecondFactorHandler } from './keep-second-factor.ts'
import { renewSpareCodesHandler } from './renew-spare-codes.ts'
import { listLockedOutHandler } from './list-locked-out.ts'
import { unlockPersonHandler } from './unlock-person.ts'
import { copyTextHandler } from './copy-text.ts'
import { createPracticeHandler } from './create-practice.ts'
import { getGateHandler } from './get-gate.ts'
import { getPracticeCodeHandler } from './get-practice-code.ts'
import { joinPracticeHandler } from './join-practice.ts'
import { recoverHandler } from './recover.ts'
import { recoverPracticeHandler } from './recover-practice.ts'
import { renewPracticeCodeHandler } from './renew-practice-code.ts'
import { renewRecoveryCodeHandler } from './renew-recovery-code.ts'
import { signInHandler } from './sign-in.ts'
import { getMeHandler } from './get-me.ts'
import { lockHandler } from './lock.ts'
import { logPrintHandler } from './log-print.ts'
import { setPreferenceHandler } from './set-preference.ts'

export const accessHandlers = {
  getGate: getGateHandler,
  createPractice: createPracticeHandler,
  joinPractice: joinPracticeHandler,
  signIn: signInHandler,
  recover: recoverHandler,
  recoverPractice: recoverPracticeHandler,
  renewRecoveryCode: renewRecoveryCodeHandler,
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
  logPrint: logPrintHandler,
  copyText: copyTextHandler,
} satisfies HandlersFor<typeof accessContracts>
