/** What a stranger is given, to prove a log without a secret: docs/audit-format.md says it for other languages. */
import { z } from 'zod'
import { canonicalText, Hex } from './entry.ts'
import { readTombstone, SignedPurge, type Tombstone } from './tombstone.ts'
import { Base64, DeviceCheckpoint, Proof, Receipt } from './wire.ts'

/** An ECDSA P-256 signature with SHA-256 over the canonical text, DER. */
const sig = Base64
const PublicKey = Base64

/** Whose tree, and of which of its histories: a practice's cloud that was restored begins another one. */
export const originOf = (practice: string, history: string): string => `holdfast-audit/${practice}/${history}`

/** The tree of a practice at one moment, as the cloud signs it for everybody. */
export const TreeCheckpoint = z.strictObject({
  v: z.literal(1),
  origin: z.string().regex(/^holdfast-audit\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/),
  /** Of the write-once folder, from 1 without a gap; 0 where it stands by itself, on paper or beside an export. */
  number: z.int().min(0),
  size: z.int().min(0),
  root: Hex,
  /** The cloud's clock, ISO 8601. */
  at: z.string().max(40),
  /** SHA-256 of the text of the checkpoint before; 64 zeros before the first. */
  prev: Hex,
})
export type TreeCheckpoint = z.output<typeof TreeCheckpoint>

export const SignedTree = z.strictObject({ said: TreeCheckpoint, sig })
export type SignedTree = z.output<typeof SignedTree>

/** A file of the write-once folder. */
export const CheckpointFile = z.strictObject({
  said: TreeCheckpoint,
  sig,
  /** What it is checked with: SPKI of a P-256 key, DER. */
  key: PublicKey,
  /** That it goes on from the one before (RFC 6962, 2.1.2); null for the first of a history. */
  consistency: Proof.nullable(),
})
export type CheckpointFile = z.output<typeof CheckpointFile>

/** Entries of one log that follow each other in an export. All of a run is proven with its last entry. */
export const Run = z.strictObject({
  device: z.string().max(200),
  epoch: z.int().min(1),
  /** The number of its first entry, and the hash before it. */
  first: z.int().min(1),
  prev: Hex,
  /** Its last entry. */
  n: z.int().min(1),
  h: Hex,
  /** The place of the last entry in `tree`, and the hashes that show it; null and none where it is not shown. */
  leaf: z.int().min(0).nullable(),
  path: Proof,
})
export type Run = z.output<typeof Run>

export const Proofs = z.strictObject({
  v: z.literal(1),
  /** Every entry there was, of every log that is in it. From the cloud: in the order of the tree. */
  whole: z.boolean(),
  /** By workstation or by the cloud of a practice. */
  by: z.enum(['workstation', 'cloud']),
  runs: z.array(Run),
  /** What the cloud signs with; null where a workstation has no cloud. */
  cloudKey: PublicKey.nullable(),
  /** The practice's authority, which vouches for the keys of workstations: PEM. */
  authority: z.string().max(8000).nullable(),
  /** What workstations have signed, each with its certificate (DER). */
  signed: z.array(z.strictObject({ said: DeviceCheckpoint, sig, cert: z.base64().max(8000) })),
  receipts: z.array(z.strictObject({ said: Receipt, sig, leaf: z.int().min(0).nullable(), path: Proof })),
  tree: SignedTree.nullable(),
  /** What the cloud has let go, of which the export has tombstones. */
  purges: z.array(SignedPurge).optional(),
})
export type Proofs = z.output<typeof Proofs>

/** Over the canonical text of the statement without its `signature`. `cert`: of the workstation, DER. */
export const StatementSignature = z.union([
  z.strictObject({ by: z.literal('workstation'), cert: z.base64().max(8000), sig }),
  z.strictObject({ by: z.literal('cloud'), key: PublicKey, sig }),
])
export type StatementSignature = z.output<typeof StatementSignature>

/** What lies beside an export, in `<name>.verified.json`. What else it says is for people. */
export const Statement = z.looseObject({
  at: z.string().max(40),
  /** Of all bytes of the export. */
  sha256: Hex,
  proofs: Proofs,
  signature: StatementSignature.nullable(),
})
export type Statement = z.output<typeof Statement>

export const signedText = (statement: Readonly<Record<string, unknown>>): string => {
  const { signature: _, ...said } = statement
  return canonicalText(said)
}

/** Names of files below a folder that is served, for whoever reads it from elsewhere. */
export const Listing = z.strictObject({
  v: z.literal(1),
  files: z.array(z.string().regex(/^(?!\.)[\w.-]{1,200}(?:\/(?!\.)[\w.-]{1,200}){0,4}$/)).max(200_000),
})
export type Listing = z.output<typeof Listing>
export const listingName = 'audit-listing.json'
export const statementName = (exported: string): string => `${exported}.verified.json`

/** One line of an export, exactly so: what is hashed stands in it as it was hashed. */
export const exportLine = (text: string, h: string, mac: string): string =>
  `{"entry":${text},"h":"${h}","mac":"${mac}"}`

const line = /^\{"entry":(\{.*\}),"h":"([0-9a-f]{64})","mac":"([0-9a-f]{64})"\}$/s

/** Null where it is not such a line. */
export function readExportLine(text: string): Readonly<{ text: string; h: string; mac: string }> | null {
  const [, entry, h, mac] = line.exec(text) ?? []
  return entry === undefined || h === undefined || mac === undefined ? null : { text: entry, h, mac }
}

/** The line of an entry that was let go: `stone` is its tombstone, exactly so. */
export const goneExportLine = (stone: string, h: string, mac: string): string =>
  `{"gone":${stone},"h":"${h}","mac":"${mac}"}`

const goneForm = /^\{"gone":(\{.*\}),"h":"([0-9a-f]{64})","mac":"([0-9a-f]{64})"\}$/s

/** Null where it is not such a line. */
export function readGoneLine(
  text: string,
): Readonly<{ stone: Tombstone; text: string; h: string; mac: string }> | null {
  const [, gone, h, mac] = goneForm.exec(text) ?? []
  if (gone === undefined || h === undefined || mac === undefined) return null
  const stone = readTombstone(gone)
  return stone && { stone, text: gone, h, mac }
}

/** Puts together which entries an export has, as they are written. */
export class RunBook {
  readonly #runs: Run[] = []
  readonly #open = new Map<string, number>()

  add(
    entry: Readonly<{ device: string; epoch: number; n: number; prev: string }>,
    h: string,
    leaf: number | null,
  ): void {
    const { device, epoch, n, prev } = entry
    const of = `${device}/${epoch}`
    const at = this.#open.get(of)
    const last = at === undefined ? undefined : this.#runs[at]
    if (at !== undefined && last?.n === n - 1) this.#runs[at] = { ...last, n, h, leaf }
    else {
      this.#open.set(of, this.#runs.length)
      this.#runs.push({ device, epoch, first: n, prev, n, h, leaf, path: [] })
    }
  }

  get runs(): readonly Run[] {
    return this.#runs
  }
}
