/** What is left of an entry that was let go: its place in the chain, and by which purge. Its hash and code stand beside it, as before. */
import { z } from 'zod'
import { canonicalText, Hex, type LogEntry } from './entry.ts'
import { Base64 } from './wire.ts'

export const Tombstone = z.strictObject({
  v: z.literal(1),
  device: z.string().max(200),
  epoch: z.int().min(1),
  n: z.int().min(1),
  prev: Hex,
  at: z.string().max(40),
  /** The op it told of: that each op has an entry can still be seen. */
  op: z.string().max(200).nullable(),
  purge: z.uuid(),
})
export type Tombstone = z.output<typeof Tombstone>

/** `purge`: the id of what let it go. */
export const tombstoneOf = (
  { device, epoch, n, prev, at, op }: Pick<LogEntry, 'device' | 'epoch' | 'n' | 'prev' | 'at' | 'op'>,
  purge: string,
): string => canonicalText({ v: 1, device, epoch, n, prev, at, op, purge })

/** Null where the text is none. */
export function readTombstone(text: string): Tombstone | null {
  try {
    const parsed = Tombstone.safeParse(JSON.parse(text))
    return parsed.success && canonicalText(parsed.data) === text ? parsed.data : null
  } catch {
    return null
  }
}

/** As an entry that says nothing, for whoever walks a chain. */
export const placeOf = ({ device, epoch, n, prev, at, op }: Tombstone): LogEntry => ({
  v: 1,
  device,
  epoch,
  n,
  prev,
  nonce: null,
  at,
  mono: 0,
  boot: '',
  actor: null,
  session: null,
  action: '',
  category: '',
  subject: null,
  outcome: '',
  reason: null,
  op,
  detail: {},
})

/** Numbers of one log, the first and the last with it. */
export const GoneRange = z.strictObject({
  device: z.string().max(200),
  epoch: z.int().min(1),
  from: z.int().min(1),
  to: z.int().min(1),
})
export type GoneRange = z.output<typeof GoneRange>

/** What the cloud signs when it lets entries go: which, on whose word, and what they hash to. */
export const PurgeSaid = z.strictObject({
  v: z.literal(1),
  practice: z.uuid(),
  purge: z.uuid(),
  list: z.uuid(),
  /** From before this, ISO 8601. */
  before: z.string().max(40),
  count: z.int().min(1),
  /** SHA-256 over `goneLine` of each, in the order of the tree. */
  digest: Hex,
  proposedBy: z.string().max(200),
  confirmedBy: z.string().max(200),
  at: z.string().max(40),
  ranges: z.array(GoneRange),
})
export type PurgeSaid = z.output<typeof PurgeSaid>
export const SignedPurge = z.strictObject({ said: PurgeSaid, sig: Base64 })
export type SignedPurge = z.output<typeof SignedPurge>

type Leaf = Readonly<{ device: string; epoch: number; n: number; h: string }>
export const goneLine = ({ device, epoch, n, h }: Leaf): string => `${device}/${epoch}/${n}/${h}\n`

/** Puts together which numbers go, as they come in the order of each log. */
export class RangeBook {
  readonly #ranges: GoneRange[] = []
  readonly #open = new Map<string, number>()

  add({ device, epoch, n }: Pick<Leaf, 'device' | 'epoch' | 'n'>): void {
    const of = `${device}/${epoch}`
    const at = this.#open.get(of)
    const last = at === undefined ? undefined : this.#ranges[at]
    if (at !== undefined && last?.to === n - 1) this.#ranges[at] = { ...last, to: n }
    else {
      this.#open.set(of, this.#ranges.length)
      this.#ranges.push({ device, epoch, from: n, to: n })
    }
  }

  get ranges(): readonly GoneRange[] {
    return this.#ranges
  }
}

/** Whether a purge says of this entry that it went. */
export const covers = (
  { ranges }: Pick<PurgeSaid, 'ranges'>,
  { device, epoch, n }: Pick<Leaf, 'device' | 'epoch' | 'n'>,
): boolean =>
  ranges.some((each) => each.device === device && each.epoch === epoch && each.from <= n && n <= each.to)
