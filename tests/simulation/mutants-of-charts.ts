/**
 * Charts held selectively: what is kept of the log for them, what is taken of answers about them, and when one may go. Rules that are
 * met too seldom by chance are tried by hand, one order after the other (`tests/store/charts`, `charts-and-snapshots`).
 */
import type { FaultName } from './plan.ts'
import type { Mutant } from './mutants.ts'

const gate = 'src-main/store/chart-gate.ts'
const apply = 'src-main/store/chart-apply.ts'
const evict = 'src-main/store/chart-evict.ts'
const hydration = 'src-main/store/hydration.ts'
const tx = 'src-main/store/tx.ts'
const byHand = 'tests/store/charts-and-snapshots.test.ts'
/** Charts that come and go all the time, by a way that is slow and not always fresh. */
const coming: readonly FaultName[] = ['evictChart', 'staleReplica', 'remove']
const plan = { selective: true, latencyMs: 5000, pollMs: 3000, thinkMs: 20_000 } as const

export const mutantsOfCharts: readonly Mutant[] = [
  {
    name: 'an answer about a chart is taken whatever point it is of',
    first: 4,
    file: apply,
    from: 'if (asOf.seq < (state.loadMin ?? 0)) return null',
    to: '',
    often: coming,
    plan,
    seeds: 300,
  },
  {
    name: 'a chart that is ahead is set back by the log',
    first: 9,
    file: gate,
    from: 'return row.row === null || chart.asOf === null || seq > chart.asOf || covered.isTouched(row)',
    to: 'return true',
    often: coming,
    plan: { ...plan, pageLines: 1 },
    seeds: 300,
  },
  {
    name: 'a chart goes while changes wait in it',
    file: evict,
    from: '      if (!isSettled(store, patient)) return\n',
    to: '',
    often: ['evictChart'],
  },
  {
    name: 'the log brings rows of charts that are not held',
    file: gate,
    from: '    return covered.isTouched(row)\n  }',
    to: '    return true\n  }',
    often: ['evictChart'],
    plan: { selective: true },
  },
  {
    name: 'a chart counts as whole before it has come',
    file: hydration,
    from: '    comeOnce(store, rows)\n',
    to: '',
    plan: { selective: true },
    first: 5,
    seeds: 200,
  },
  {
    name: 'what the next snapshot leaves out counts as whole',
    first: 5,
    file: hydration,
    from: '      endAgain(store)\n',
    to: '',
    often: ['slow', 'dropRequest', 'dropResponse', 'killWorkstation', 'cloudRestore'],
    plan: { selective: true },
    seeds: 300,
  },
  {
    name: 'whoever writes in a chart that is not held is not brought the rest',
    file: tx,
    from: '    this.#wantWhatWasWritten()\n',
    to: '',
    often: ['evictChart'],
    plan: { selective: true },
  },
  {
    name: 'what was kept unseen of a chart stays when it goes',
    file: 'src-main/store/chart-rows.ts',
    from: '  dropOpaqueOf(store, patient)\n',
    to: '',
    plan: { scene: 'a chart kept in part unseen goes' },
    first: 2,
  },
  {
    name: 'a snapshot forgets what is under a change of ours in a chart that it leaves as it was brought',
    file: 'src-main/store/snapshot-charts.ts',
    from: 'OR base IS NULL OR',
    to: 'OR base IS NULL OR 1 OR',
    often: ['expiry', 'evictChart', 'slow', 'partition', 'dropRequest'],
    plan: { selective: true },
    first: 180,
  },
  {
    name: 'a chart that came with a snapshot’s very point counts as one from before it',
    file: apply,
    from: ' || hydratingEpoch(store) !== null\n',
    to: '\n',
    directed: {
      file: byHand,
      name: 'a chart that was opened and came while a snapshot was taken in stays, as of its very point',
    },
  },
  {
    name: 'a removal that waits keeps no chart that a snapshot leaves out',
    file: 'src-main/store/chart-rows.ts',
    from: '.get(typesOfCharts(store), patient) !== undefined ||',
    to: ".get('[]', patient) !== undefined ||",
    directed: {
      file: byHand,
      name: 'a chart that a snapshot leaves out is brought where a removal of ours waits in it, and let go where nothing does',
    },
  },
  {
    name: 'changes that wait keep no chart that a snapshot leaves out',
    file: 'src-main/store/snapshot-charts.ts',
    from: ' || hasChanges(store, patient)',
    to: '',
    often: ['expiry', 'remove', 'killWorkstation', 'dropRequest'],
    plan: { selective: true },
    first: 2,
  },
]
