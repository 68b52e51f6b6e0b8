/** What workstation and cloud say to each other about the audit log (docs/audit.md). */
import { z } from 'zod'
import { Hex } from './entry.ts'

/** Entries of one request, and bytes of their texts together. */
export const auditBatch = 1000
export const auditBatchBytes = 1024 * 1024

const Nonce = z.string().regex(/^[0-9a-f]{32}$/)
export const Base64 = z.base64().max(400)

/** A tree as it was shown once. `history`: of which history of the practice; a cloud that was restored has another. */
export const TreeHead = z.strictObject({ history: z.uuid(), size: z.int().min(0), root: Hex })
export type TreeHead = z.output<typeof TreeHead>

/** What a workstation signs with the key of its certificate, every fifty entries, at a lock and at its end. */
export const DeviceCheckpoint = z.strictObject({
  device: z.uuid(),
  epoch: z.int().min(1),
  n: z.int().min(1),
  h: Hex,
  at: z.string().max(40),
})
export type DeviceCheckpoint = z.output<typeof DeviceCheckpoint>
/** ECDSA P-256 with SHA-256 over the canonical text, DER. */
export const Signed = z.strictObject({ said: DeviceCheckpoint, sig: Base64 })
export type Signed = z.output<typeof Signed>

/** Hands over the first key of an epoch, once. Only then are entries of it taken. */
export const BeginEpoch = z.strictObject({
  device: z.uuid(),
  epoch: z.int().min(1),
  /** The number of its first entry, and the hash before it. */
  first: z.int().min(1),
  prev: Hex,
  key: Hex,
  /** The last entry there is now: what comes before was in the workstation's own hands. */
  upTo: z.int().min(0),
  why: z.enum(['first', 'set-back', 'fork', 'closed']),
})
export type BeginEpoch = z.output<typeof BeginEpoch>

export const BegunEpoch = z.object({
  /** What receipts are signed with: SPKI of a P-256 key, DER. */
  receiptKey: Base64,
})
export type BegunEpoch = z.output<typeof BegunEpoch>

export const AuditPush = z.strictObject({
  device: z.uuid(),
  epoch: z.int().min(1),
  from: z.int().min(1),
  /** Of a history the cloud does not go on with: to be kept beside it. */
  aside: z.boolean(),
  /** None asks how the tree stands. */
  events: z.array(z.strictObject({ text: z.string().max(262_144), mac: Hex })).max(auditBatch),
  /** The last tree this workstation has seen: it is shown that the present one goes on from it. */
  tree: TreeHead.nullable(),
  checkpoints: z.array(Signed).max(100),
})
export type AuditPush = z.output<typeof AuditPush>

/** What the cloud signs: that it has this log up to `n`, and the tree as it is with it. */
export const Receipt = z.strictObject({
  practice: z.uuid(),
  device: z.uuid(),
  epoch: z.int().min(1),
  /** 0 where it has nothing of this epoch. */
  n: z.int().min(0),
  h: Hex,
  /** The cloud's clock, ISO 8601. */
  at: z.string().max(40),
  nonce: Nonce,
  tree: TreeHead,
})
export type Receipt = z.output<typeof Receipt>

export const alarmKinds = [
  /** Two logs of one workstation: it was copied, or set back and used. */
  'fork',
  /** A workstation's log is in an earlier state than was seen before. */
  'set-back',
  /** The cloud's tree does not go on from what this workstation was shown. */
  'rewritten',
  /** Receipts are signed with another key than before. */
  'other-key',
  /** What was sent does not hash, or its codes are not those of this workstation. */
  'forged',
  /** The log on this computer does not verify. */
  'damaged',
  /** A workstation sends its work and not its log. */
  'silent',
  /** The cloud was restored from a backup; what it had lost was sent again. */
  'cloud-restored',
  /** The clock of a workstation is wrong, or was set by much. */
  'clock',
  /** The keychain of a workstation had lost its key; the practice's recovery code has put another there. */
  'keychain',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** What the cloud has noticed about a workstation of the practice, and nobody has settled yet. */
export const Alarm = z.object({
  id: z.uuid(),
  kind: z.enum(alarmKinds),
  device: z.uuid(),
  n: z.int().nullable(),
  at: z.string(),
  /** People it concerns: they do not settle it. */
  concerns: z.array(z.string().max(40)).max(200).default([]),
})
export type Alarm = z.output<typeof Alarm>

export const Proof = z.array(Hex).max(128)

/** Kept beside the chain: nothing is signed for it. */
export const AuditAside = z.object({ aside: z.int() })
export type AuditAside = z.output<typeof AuditAside>

export const AuditTaken = z.object({
  receipt: Receipt,
  sig: Base64,
  /** That the tree goes on from the one that was named; null where that is of another history, or larger. */
  consistency: Proof.nullable(),
  /** That the last entry sent is in it, or where none was the last there is; null where there is none. */
  inclusion: z.object({ index: z.int().min(0), path: Proof }).nullable(),
  alarms: z.array(Alarm).max(100),
})
export type AuditTaken = z.output<typeof AuditTaken>

/**
 * `size`: it does not go on where the cloud is. `fork`: the cloud has another entry under a number. `closed`: this epoch
 * takes no more. `unknown`: its key was never handed over. `forged`: the entry `n` is not this workstation's. `known`: what
 * the cloud has of the epoch. `bad`: the first entry that is not as it must be. `next`: a free epoch.
 */
export const AuditRefused = z.object({
  refused: z.enum(['size', 'fork', 'closed', 'unknown', 'forged']),
  known: z.object({ n: z.int(), h: Hex }).nullable(),
  bad: z.int().nullable(),
  next: z.int(),
})
export type AuditRefused = z.output<typeof AuditRefused>

/** `actor`: who settles it. A workstation of before that was asked does not say, and is not listened to. */
export const AlarmSettled = z.object({
  device: z.uuid(),
  id: z.uuid(),
  actor: z.uuid().optional(),
  reason: z.string().max(200),
})
export type AlarmSettled = z.output<typeof AlarmSettled>

/** It stays open: the author may not settle alarms, or it concerns them and others may. */
export const AlarmNotSettled = z.object({ refused: z.enum(['not-permitted', 'concerned']) })
export type AlarmNotSettled = z.output<typeof AlarmNotSettled>
