/** Whether whoever has just come in has to choose another password first: the practice may have asked for more since, or it is too old. */
import { isEnded, type PasswordDue } from '../../shared/access/password-policy.ts'
import { faultHere } from '../../shared/access/password-rules.ts'
import type { Session } from '../pipeline/session.ts'
import type { Reader } from '../store/reader.ts'
import { credentialOf, practiceOf } from '../store/people.sql.ts'

/** `password`: as it was typed. Sets `session.passwordDue`. */
export function notePasswordDue(session: Session, password: string): void {
  session.passwordDue = dueOf(session.store.read, session, password)
}

function dueOf(read: Reader, session: Session, password: string): PasswordDue | null {
  const [practice, own] = [practiceOf(read), credentialOf(read, session.actor.id)]
  if (!practice) return null
  const fault = faultHere(password, practice)
  if (fault) return fault
  const since = own?.passwordAt ?? own?.createdAt
  return since !== undefined && isEnded(practice, Date.parse(since), session.trustedNow()) ? 'ended' : null
}
