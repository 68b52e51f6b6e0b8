import type { Connection } from '../../shared/cloud/get-connection.ts'
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

/** How this workstation and the practice's cloud stand to each other. */
export type CloudNow = Readonly<{
  connection: Connection
  /** `host:port` */
  address: string | null
  hydrating: Readonly<{ scope: 'core' | 'charts'; rowsDone: number; rowsTotal: number }> | null
}>

/** What handlers may ask of the way to the cloud. */
export interface CloudDoor {
  readonly now: CloudNow
  tryNow(): void
  /** `onSure` is called when the cloud has agreed and nothing is changed here yet. Throws `cloud.connected`, `enrol.*`, `cloud.unreachable`. */
  connect(address: string, code: string, onSure: () => void): Promise<void>
  /** Throws `cloud.none`, `cloud.unreachable`. */
  makeCode(): Promise<Readonly<{ address: string; code: string; until: string }>>
}

export type Joining = Readonly<{ address: string; code: string; password: string }>

/** Who decides whether somebody may come in. The vault is it; handlers see no more of the vault than this. */
export interface Gatekeeper {
  gate(): GateState
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session; recoveryCode: string }>
  /** First run of one more workstation of a practice. Throws `enrol.*`, `cloud.unreachable`, `password.*`. */
  joinPractice(input: Joining, host: Host): Promise<{ session: Session; recoveryCode: string }>
  readonly cloud: CloudDoor
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
