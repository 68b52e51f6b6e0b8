/** What one run is made of: drawn from its seed, so that every run has other faults (swarm), and cut down when shrinking. */
import { Random } from './random.ts'

export const faultNames = [
  'dropRequest',
  'dropResponse',
  'duplicate',
  'lateDuplicate',
  'staleAnswer',
  'staleReplica',
  'slow',
  'partition',
  'cloudDown',
  'cloudKill',
  'killWorkstation',
  'killInTransaction',
  'diskFault',
  'skew',
  'cloudRestore',
  'cloudRestoreUnannounced',
  'failover',
  'workstationRestore',
  'workstationClone',
  'poison',
  'invalidRow',
  'revokeUser',
  'remove',
  'evictChart',
  'compaction',
  'expiry',
  'olderClient',
] as const
export type FaultName = (typeof faultNames)[number] | 'forge' | 'changeRights'

export type SceneName = 'a chart kept in part unseen goes'

export type Plan = Readonly<{
  seed: number
  workstations: number
  /** Virtual ms that people work for. */
  lengthMs: number
  /** Mean virtual ms between two commands of one person. */
  thinkMs: number
  latencyMs: number
  /** Most lines of a page, and most ops of a push that the cloud looks at. */
  pageLines: number
  pushOps: number
  /** Lines of the pieces in which a workstation takes pages in that it has read ahead; 0 where it does neither. */
  pieceLines: number
  pollMs: number
  /** Whether people change fields that go by clocks. */
  low: boolean
  /** Whether every second workstation holds recent charts only. */
  selective: boolean
  /** Played at the end, when everything has healed: what has to come together for it hardly ever does by chance. */
  scene: SceneName | null
  /** How likely each fault is where it can happen; 0 leaves it out. */
  faults: Readonly<Record<FaultName, number>>
}>

const most: Readonly<Record<FaultName, number>> = {
  dropRequest: 0.25,
  dropResponse: 0.25,
  duplicate: 0.2,
  lateDuplicate: 0.05,
  staleAnswer: 0.06,
  staleReplica: 0.15,
  slow: 0.03,
  partition: 0.6,
  cloudDown: 0.6,
  cloudKill: 0.08,
  killWorkstation: 0.1,
  killInTransaction: 0.06,
  diskFault: 0.04,
  skew: 1,
  cloudRestore: 1,
  cloudRestoreUnannounced: 1,
  failover: 1,
  workstationRestore: 1,
  workstationClone: 1,
  poison: 0.08,
  invalidRow: 0.05,
  revokeUser: 0.02,
  remove: 0.06,
  evictChart: 0.1,
  compaction: 1,
  expiry: 1,
  forge: 0.05,
  changeRights: 0.04,
  olderClient: 0.6,
}
/** These make another run of it, so most runs are without. */
const seldom: Readonly<Partial<Record<FaultName, number>>> = {
  cloudRestore: 0.2,
  cloudRestoreUnannounced: 0.2,
  failover: 0.15,
  workstationRestore: 0.2,
  workstationClone: 0.15,
  revokeUser: 0.25,
  compaction: 0.4,
  expiry: 0.25,
  olderClient: 0.25,
}
/** Drawn apart: what came later leaves the runs of before as they were. */
const later: readonly FaultName[] = ['compaction', 'expiry', 'olderClient']

export function planOf(seed: number): Plan {
  const random = new Random(seed * 7919 + 1)
  const added = new Random(seed * 7919 + 3)
  const faults = Object.fromEntries(
    faultNames.map((name) => {
      if (later.includes(name)) return [name, added.chance(seldom[name] ?? 0) ? most[name] : 0]
      const there = random.chance(seldom[name] ?? 0.55)
      const strength = random.next() * most[name]
      return [name, there ? (seldom[name] === undefined ? strength : most[name]) : 0]
    }),
  ) as Record<FaultName, number>
  // drawn by itself: what a seed was before there was this fault it still is
  faults.forge = new Random(seed * 7919 + 2).chance(0.2) ? most.forge : 0
  faults.changeRights = new Random(seed * 7919 + 4).chance(0.25) ? most.changeRights : 0
  const pieces = new Random(seed * 7919 + 5)
  return {
    seed,
    pieceLines: pieces.chance(0.4) ? pieces.pick([1, 2, 5, 10]) : 0,
    workstations: 2 + random.below(3),
    lengthMs: 600_000 + random.below(2_400_000),
    thinkMs: 30_000 + random.below(60_000),
    latencyMs: random.chance(0.3) ? 5000 : 20 + random.below(800),
    pageLines: random.pick([1, 3, 7, 30, 1000]),
    pushOps: random.pick([1, 2, 5, 64]),
    pollMs: 3000 + random.below(60_000),
    low: true,
    selective: new Random(seed * 7919 + 2).chance(0.4),
    scene: null,
    faults,
  }
}

/** Strong enough to be met in most runs, and not so strong that nothing else happens. */
const often: Partial<Record<FaultName, number>> = {
  cloudRestore: 1,
  cloudRestoreUnannounced: 1,
  failover: 1,
  remove: 0.2,
  workstationRestore: 1,
  workstationClone: 1,
  dropResponse: 0.3,
  staleAnswer: 0.2,
  poison: 0.15,
  invalidRow: 0.15,
  revokeUser: 0.1,
  forge: 0.1,
  changeRights: 0.1,
  killInTransaction: 0.2,
  killWorkstation: 0.15,
  evictChart: 0.3,
  compaction: 1,
  expiry: 1,
  olderClient: 0.7,
}

/** A seed's plan with more of some faults. */
export function planWith(seed: number, more: readonly FaultName[] = []): Plan {
  const plan = planOf(seed)
  const faults = { ...plan.faults }
  for (const name of more) faults[name] = often[name] ?? 0.3
  return { ...plan, faults }
}
