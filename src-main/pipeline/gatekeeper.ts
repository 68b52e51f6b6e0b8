import type { PersonKeys, SealedFactor } from '../../shared/access/credential.ts'
import type { EmergencyKit } from '../../shared/access/emergency-kit.ts'
import type { noteKitUse } from '../../shared/access/open-with-kit.ts'
import type { SignedRevocations } from '../../shared/access/revocations.ts'
import type { WipeHow } from '../../shared/access/wipe.ts'
import type { WorkstationLine } from '../../shared/access/workstation.ts'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import type { OutputOf, ParsedInputOf } from '../../shared/kernel/contract.ts'
import type { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import type { Wanted, Written } from '../audit/export-log.ts'
import type { ClockNow } from '../audit/clock-log.ts'
import type { Connection } from '../../shared/cloud/get-connection.ts'
import type { PackManifest } from '../../shared/downtime/pack.ts'
import type { LogScope } from '../../shared/auditing/covered.ts'
import type { Host } from './host.ts'
import type { LogDoor, WholeDoor } from './log-door.ts'
import type { PaceNow } from './pace.ts'
import type { AloneSession, Session } from './session.ts'

export type NewPractice = Readonly<{
  practiceName: string
  timeZone: string
  displayName: string
  username: string
  password: string
  treatsPatients: boolean
  secondFactor: 'everyone' | 'nobody'
  firstMrn: number
}>

export type GateState = Readonly<{
  state: 'first-run' | 'sign-in' | 'locked' | 'recovery' | 'refused' | 'open' | 'pack-alone'
  reason: string | null
  /** What two sheets of the emergency kit open is sealed here. */
  kit: boolean
  practiceName: string | null
  lockedUser: Readonly<{ username: string; displayName: string }> | null
  demo: Readonly<{ username: string; password: string; keyInFile: boolean }> | null
  /** Somebody is coming in, and the key of the store is changed first: how far that is, 0 to 1, and how long it was thought to take. */
  changingKey: Readonly<{ part: number; seconds: number }> | null
}>

/** How this workstation and the practice's cloud stand to each other. */
export type CloudNow = Readonly<{
  connection: Connection
  /** `host:port` */
  address: string | null
  hydrating: (Readonly<{ scope: 'core' | 'charts'; rowsDone: number; rowsTotal: number }> & PaceNow) | null
  /** Charts that are brought, or let go; then, those that were looked at. */
  charts: (Readonly<{ what: 'bringing' | 'letting-go'; done: number; total: number }> & PaceNow) | null
  /** The drill that is under way: until it ends the cloud is not spoken to. */
  drill: Readonly<{ startedAt: string; until: string }> | null
  /** How the last answer of the cloud came: TLS, and which cipher; null where none has. */
  secured: Readonly<{ protocol: string; cipher: string }> | null
  /** Until when this workstation can prove itself to the cloud without having reached it. */
  certificateUntil: string | null
  /** It was connected, and what it proved itself with is lost with its device key: it has to come again, with a code. */
  isProofLost: boolean
}>

/** What handlers may ask of the way to the cloud. */
export interface CloudDoor {
  readonly now: CloudNow
  tryNow(): void
  /** When somebody at another workstation last changed a part of a chart that was opened here, by part. */
  changedByOthers(patient: string): ReadonlyMap<ChartPart, string>
  /** Somebody waits for the bytes of a document that are not here: they are brought before anything else. */
  fetchFile(sha: string): void
  /** `onSure` is called when the cloud has agreed and nothing is changed here yet. Throws `cloud.connected`, `enrol.*`, `cloud.unreachable`. */
  connect(address: string, code: string, onSure: () => void): Promise<void>
  /**
   * Stops speaking to the cloud for so many minutes. `onSure` is called when it can be done and nothing is changed yet.
   * Throws `cloud.none`, `drill.running`, `drill.cloud-away`.
   */
  startDrill(minutes: number, by: string, onSure: () => void): Readonly<{ startedAt: string; until: string }>
  /** Throws `drill.none`. Returns when it had begun. */
  endDrill(by: string, onSure: () => void): string
  /** Throws `cloud.none`, `cloud.unreachable`, `drill.running`. */
  makeCode(): Promise<Readonly<{ address: string; code: string; until: string }>>
  /**
   * Takes a workstation's right to speak to the cloud. `onSure` is called when the cloud is about to be asked. Throws `cloud.none`,
   * `cloud.unreachable`, `drill.running`, `permission.missing`, `workstation.*`.
   */
  revoke(device: string, onSure: () => void): Promise<void>
  /** Orders a workstation to wipe itself. Throws as `revoke`. */
  wipe(device: string, how: WipeHow, reason: string, onSure: () => void): Promise<void>
  /** Confirms the last order for it, or makes it void. Both throw as `revoke`, and `wipe.*`. */
  confirmWipe(device: string, onSure: () => void): Promise<void>
  takeBackWipe(device: string, onSure: () => void): Promise<void>
  /** The practice's present list of revocations. Throws `cloud.none`, `cloud.unreachable`, `drill.running`. */
  revocations(): Promise<SignedRevocations>
}

/** What is known of the downtime pack without opening it. */
export type PackNow = Readonly<{
  manifest: PackManifest | null
  /** Of the sealed file. */
  bytes: number
  making: boolean
  /** What it shows has changed since. */
  stale: boolean
  /** Why it could not be made, the last time it was tried: a stable key. */
  problem: string | null
}>

/** What handlers may ask of the downtime pack. For whoever is in, with the record store or without. */
export interface PackDoor {
  readonly now: PackNow
  /** Makes it now; where one is being made, that one. Throws `pack.not-made`, what reading the store throws, and what writing to the disk throws. */
  make(): Promise<PackManifest>
  /** Opens it. Throws `pack.none`, `pack.damaged`. */
  read(): Promise<Readonly<{ manifest: PackManifest; pdf: Buffer }>>
}

/** As `getAuditStanding` says it, and of each alarm whom it concerns. */
type Standing = OutputOf<typeof getAuditStanding>
export type LogStanding = Omit<Standing, 'alarms'> &
  Readonly<{
    alarms: readonly (Omit<Standing['alarms'][number], 'you'> &
      Readonly<{ concerned: ReadonlySet<string> }>)[]
  }>

/** What handlers may ask of the audit log itself. */
export interface AuditDoor {
  standing(): LogStanding
  /** How many alarms nobody has settled. */
  openAlarms(): number
  /** Whoever looked at an alarm says what it was. */
  settle(alarmId: string, actor: string, reason: string): void
  /** Proves the chain of this workstation's log from its first entry to its last. */
  verify(): Promise<Readonly<{ entries: number; holds: boolean; firstBad: number | null }>>
  /** Writes entries to a folder, both files with a passphrase where there is one (age). Throws `audit.export-exists`, and what the disk says. */
  export(folder: string, wanted: Wanted, passphrase: string | null): Promise<Written>
  /** Throws `audit.whole-off` where the practice's is not kept here. */
  log(scope: LogScope): LogDoor
  readonly whole: WholeDoor
  /** What the log says of the clock now; null where it says nothing yet. */
  clock(): ClockNow | null
}

export type Joining = Readonly<{ address: string; code: string; password: string }>

/** What somebody types to come in. `code`: of their second factor. */
export type Typed = Readonly<{ username: string; password: string; code: string }>
/** Somebody with their own recovery code, or the code of an invitation. `factor`: a code of their second factor. */
export type OwnRecovery = Readonly<{ username: string; code: string; password: string; factor: string }>

/** Somebody with the practice's recovery code; `cloud`: where the copy of this computer's sealed keys is to be asked for. */
export type PracticeRecovery = Readonly<{
  username: string
  code: string
  password: string
  cloud: Readonly<{ address: string; code: string }> | null
}>

/** What is known of the practice's recovery code on this workstation. */
export type PracticeCodeNow = Readonly<{
  /** When the code that opens this workstation was made; null where there is none. */
  madeAt: string | null
  /** What stands beside it on its sheet. */
  letters: string | null
  isSealed: boolean
  /** When another was made elsewhere that this workstation does not follow yet. */
  offeredAt: string | null
  workstations: Readonly<{ workstations: number; sealed: number }> | null
  used: Readonly<{ at: string; as: string }> | null
}>

/** What handlers may ask of the practice's recovery code. */
export interface PracticeCodeDoor {
  readonly now: PracticeCodeNow
  /**
   * A new code: with the one before, of the same key; without it, of another, that every workstation has to be told of. `onSure` as
   * elsewhere. Throws `password.wrong`, `recovery.not-a-code`, `practice-code.wrong`.
   */
  renew(password: string, code: string | null, onSure: () => void): Promise<PracticeSheet>
  /** Follows the key that was made elsewhere. Throws `password.wrong`, `practice-code.nothing-new`, `practice-code.other-letters`. */
  confirm(password: string, letters: string, onSure: () => void): Promise<void>
}

/** Somebody's new keys, and the code that is handed to them on paper. */
export type NewCredential = Readonly<{ keys: PersonKeys; code: string }>

/** What handlers may ask of the keys of people who are not there. */
export interface PeopleDoor {
  /** A new key pair for somebody who is invited, or who has lost password and code. What was sealed to the one before stays sealed. */
  newCredential(userId: string): Promise<NewCredential>
  /** The keys of whoever is in, where they were changed at this workstation and the record does not have them yet. */
  owed(): PersonKeys | null
  /** The practice's workstations, as its cloud last told. */
  readonly workstations: WorkstationsNow
  /** Somebody looks at them: the cloud is asked again, where it has not been for a minute. */
  lookAgain(): void
}

/** `heardAt`: null where no cloud has told yet. */
export type WorkstationsNow = Readonly<{
  heardAt: string | null
  workstations: readonly WorkstationLine[]
}>

/** A factor as it is written to its owner's credential, over that version of it. */
export type KeptFactor = Readonly<{ secondFactor: SealedFactor; version: number }>

/** A new seed, for an authenticator app. */
export type FactorSheet = Readonly<{
  uri: string
  /** The seed in groups of four, to be typed. */
  secret: string
  /** The URI as a QR code: rows of 0 and 1. */
  rows: readonly string[]
}>

/** What handlers may ask of the second factor of whoever is in. `keep` writes what it is given; where that fails, nothing has changed. */
export interface SecondFactorDoor {
  /** Since when they have one; null where they have none, or none that their present keys open. */
  since(userId: string): string | null
  /**
   * Makes a new one, in memory until it is finished. `code`: of the one they have. Throws `second-factor.no-credential`, `password.wrong`,
   * `second-factor.wrong-code`.
   */
  begin(userId: string, password: string, code: string): Promise<FactorSheet>
  /** The first code of the new one. Gives its spare codes. Throws `second-factor.not-begun`, `second-factor.wrong-code`. */
  finish(userId: string, code: string, keep: (kept: KeptFactor) => void): Promise<readonly string[]>
  /** Ten other spare codes. Throws `second-factor.none`, and as `begin`. */
  renewSpareCodes(
    userId: string,
    password: string,
    code: string,
    keep: (kept: KeptFactor) => void,
  ): Promise<readonly string[]>
  /** Somebody came in with a spare code, and it is still in what other workstations know: what is to be kept instead; null where nothing is. */
  owed(userId: string): KeptFactor | null
}

/** How somebody stands who has failed to come in too often. */
export type LockedOut = Readonly<{ failures: number; disabled: boolean; seconds: number }>

/** What handlers may ask of who is locked out of this workstation, by user name. */
export interface LockoutDoor {
  /** In the order of the names; `others`: how many names beside them are. */
  standing(names: readonly string[]): Readonly<{ of: readonly LockedOut[]; others: number }>
  /** Throws `lockout.none`. `by`: a user's id. */
  unlock(name: string, by: string, reason: string): void
  /** Who unlocked whoever is in, since they last came, and why. */
  readonly unlocked: Readonly<{ by: string; reason: string }> | null
}

/** What whoever is in may ask of their own keys. */
export interface OwnKeysDoor {
  /**
   * A new code, and a new password where `next` is another. `onSure` is called when the password was right and nothing is changed yet.
   * Throws `password.wrong`.
   */
  renew(password: string, next: string, onSure: () => void): string
  /** They show once more that it is them. Throws as `signIn`. */
  confirm(password: string, code: string): Promise<void>
}

/** What came of a list of revocations. `here`: how many of those on it could come in at this computer. */
export type ListTaken = Readonly<{ number: number; people: number; here: number; isNew: boolean }>

/** What handlers may ask of the list of revocations. Throws `revocations.*`. */
export interface RevocationsDoor {
  take(text: string): ListTaken
}

/** What two people type who open a workstation with the emergency kit. */
export type KitOpening = Readonly<{ sheets: readonly string[]; names: string; reason: string }>

/** What handlers may ask of the practice's emergency kit. */
export interface KitDoor {
  /** A new one; it counts when it is written to the record. Throws `kit.same-holder`. */
  make(
    names: readonly string[],
  ): Promise<Readonly<{ kit: EmergencyKit; sheets: ReadonlyArray<Readonly<{ name: string; code: string }>> }>>
  /** Seals what the kit opens at this workstation, where it is not; and deletes what one that was used has opened. */
  follow(): Promise<void>
  /** Whether what it opens is sealed at this workstation. */
  isSealed(kitId: string): boolean
  /** A use of one at this workstation that the record does not have yet. */
  owedUse(): ParsedInputOf<typeof noteKitUse> | null
}

export type PracticeSheet = Readonly<{ code: string; letters: string }>
/** What the owner of a practice is given once, on paper: their own code, and the practice's. */
export type GivenCodes = Readonly<{ recoveryCode: string; practice: PracticeSheet }>

/** Who decides whether somebody may come in. The vault is it; handlers see no more of the vault than this. */
export interface Gatekeeper {
  gate(): GateState
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session } & GivenCodes>
  /** First run of one more workstation of a practice. Throws `enrol.*`, `cloud.unreachable`, `password.*`. */
  joinPractice(input: Joining, host: Host): Promise<{ session: Session; recoveryCode: string | null }>
  readonly cloud: CloudDoor
  readonly pack: PackDoor
  readonly auditDesk: AuditDoor
  /** Who was let in to the downtime pack alone, and nothing else. */
  readonly alone: AloneSession | null
  /** Lets somebody in to the pack alone, where the store does not open. Throws `sign-in.wrong`, `pack.store-opens`, `permission.missing`, `pack.none`, `pack.damaged`. */
  openPackAlone(typed: Typed, onUser: (userId: string) => void): Promise<AloneSession>
  signIn(typed: Typed, onUser: (userId: string) => void): Promise<Session>
  recover(
    typed: OwnRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }>
  /** Opens this store with the practice's recovery code, for whoever works in the practice. Throws as src-main/vault/recover-practice says. */
  recoverPractice(
    asked: PracticeRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }>
  /** Opens this store for reading, with two sheets of the emergency kit. Throws as src-main/vault/open-with-kit says. */
  openWithKit(typed: KitOpening): Promise<Readonly<{ session: Session; leftMs: number }>>
  readonly kit: KitDoor
  readonly practiceCode: PracticeCodeDoor
  readonly people: PeopleDoor
  readonly revocations: RevocationsDoor
  readonly secondFactor: SecondFactorDoor
  readonly lockout: LockoutDoor
  readonly own: OwnKeysDoor
  /** Bytes that are free on the disk of the record store, and that the store takes. */
  disk(): Promise<Readonly<{ free: number; store: number }>>
  /** Ends the session of somebody whose coming in could not be recorded. */
  turnAway(): void
}
