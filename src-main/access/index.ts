import type { accessContracts } from '../../shared/access/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { discardDraftHandler, getDraftHandler, listDraftsHandler, saveDraftHandler } from './draft.ts'
import { confirmPracticeCodeHandler } from './confirm-practice-code.ts'
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
  keepCredential: keepCredentialHandler,
  getPracticeCode: getPracticeCodeHandler,
  renewPracticeCode: renewPracticeCodeHandler,
  confirmPracticeCode: confirmPracticeCodeHandler,
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
