import type { Host } from './host.ts'
import type { Session } from './session.ts'

export type NewPractice = Readonly<{
  practiceName: string
  timeZone: string
  displayName: string
  username: string
  password: string
  treatsPatients: boolean
  firstMrn: number
}>

export type GateState = Readonly<{
  state: 'first-run' | 'sign-in' | 'locked' | 'recovery' | 'refused' | 'open'
  reason: string | null
  practiceName: string | null
  lockedUser: Readonly<{ username: string; displayName: string }> | null
  demo: Readonly<{ username: string; password: string; keyInFile: boolean }> | null
}>

/** Who decides whether somebody may come in. The vault is it; handlers see no more of the vault than this. */
export interface Gatekeeper {
  gate(): GateState
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session; recoveryCode: string }>
  signIn(username: string, password: string, onUser: (userId: string) => void): Promise<Session>
  recover(
    username: string,
    code: string,
    password: string,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }>
  /** A new code for whoever is signed in; `onSure` is called when the password was right and nothing is changed yet. */
  renewRecoveryCode(userId: string, password: string, onSure: () => void): Promise<string>
  /** Ends the session of somebody whose coming in could not be recorded. */
  turnAway(): void
}
