/** What a watch is told of a call, and what it may want done about it. */
import type { Session } from './session.ts'

export type Watched = Readonly<{
  session: Session
  /** The name of the contract. */
  contract: string
  /** The patient it was about; null where it was about none. */
  subject: string | null
  /** Why it was refused; null where it was not. */
  reason: string | null
}>

/** An internal command, done as a step of whoever was watched. */
export type Step = Readonly<{ command: string; input: unknown }>
