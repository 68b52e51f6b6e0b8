/** Charts while a snapshot is taken in: one that is brought by itself meanwhile, and one that the snapshot leaves out. */
import { expect, test } from 'vitest'
import type { CloudRow } from '../../src-main/store/apply.ts'
import { chartState } from '../../src-main/store/chart-state.ts'
import {
  applyStretch,
  beginHydrating,
  endHydrating,
  hydrateInstead,
  noteManifest,
} from '../../src-main/store/hydration.ts'
import type { Store } from '../../src-main/store/store.ts'
import {
  aProblem,
  away,
  bring,
  epoch,
  heldOf,
  holdRecent,
  line,
  namesOf,
  patients,
  pointAt,
  problems,
  read,
  want,
  withChart,
} from '../kit/charts-here.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newStore, newTestId, waitingOps } from '../kit/store.ts'

const named = (patient: string, name: string) => aProblem(patient, name)
const snapshotAt = (asOf: number) => ({ snapshot: newTestId(), asOf: pointAt(asOf), segments: [] })
const personOf = (patient: string): CloudRow => line('patient', 80, rowFor(patients, 2, { id: patient }))
/** A segment with patients alone: their charts are older than what this workstation is to hold. */
const patientsCome = (store: Store, asOf: number, ...who: readonly string[]) =>
  applyStretch(store, { rows: who.map(personOf), whole: [], asOf }, { segment: 1, lines: 0 })

test('a chart that is wanted is not set back by a snapshot that was made before it', () => {
  const { store, patient } = away()
  const [a, b] = [named(patient, 'a'), named(patient, 'b')]
  beginHydrating(store, epoch)
  noteManifest(store, snapshotAt(120))
  want(store, patient)
  expect(bring(store, patient, 140, [line('problem', 130, { ...a, name: 'a later' }, 2)])).toBe(true)
  const rows = [line('problem', 50, a), line('problem', 60, b)]
  applyStretch(store, { rows, whole: [patient], asOf: 120 }, { segment: 1, lines: 0 })
  expect(namesOf(store, patient)).toEqual(['a later'])
  expect(chartState(store, patient)).toMatchObject({ held: 'yes', asOf: 140 })
})

test.each([
  ['before it: it leaves what is under a change of ours', 120, 'ours'],
  ['after it, and has the row: so does what is under it', 180, 'of the snapshot'],
])('a chart that is wanted stays where a snapshot comes in place of the log, %s', (_, asOf, name) => {
  const { store, patient } = away()
  const ours = named(patient, 'ours')
  command(store, (tx) => tx.put(problems, ours as never))
  const [made] = waitingOps(store)
  want(store, patient)
  expect(bring(store, patient, 140, [line('problem', 110, ours)])).toBe(true)
  hydrateInstead(store, epoch)
  const manifest = snapshotAt(asOf)
  noteManifest(store, manifest)
  const rows = [personOf(patient), line('problem', 110, { ...ours, name: 'of the snapshot' }, 2)]
  applyStretch(store, { rows, whole: [patient], asOf }, { segment: 1, lines: 0 })
  endHydrating(store, manifest)
  expect(namesOf(store, patient)).toEqual(['ours'])
  // the cloud says what became of it, as of a line of its own: the row is in the snapshot or the chart already
  const seq = asOf + 5
  read(store, seq, [], [{ op: made?.op ?? '', seq, status: 'applied', reason: null }])
  expect(namesOf(store, patient)).toEqual([name])
})

test('a chart that is wanted is not brought before a snapshot says where the log is read from', () => {
  const { store, patient } = away()
  want(store, patient)
  store.sync.set('hydrating', epoch)
  expect(bring(store, patient, 200, [])).toBe(false)
})

test.each([
  ['as of its very point', 120],
  ['as of a later one', 140],
])('a chart that was opened and came while a snapshot was taken in stays, %s', (_, seq) => {
  const { store, patient } = away()
  hydrateInstead(store, epoch)
  const manifest = snapshotAt(120)
  noteManifest(store, manifest)
  want(store, patient)
  const a = named(patient, 'a')
  expect(bring(store, patient, seq, [line('problem', 50, a)])).toBe(true)
  patientsCome(store, 120, patient)
  endHydrating(store, manifest)
  expect([heldOf(store, patient), namesOf(store, patient)]).toEqual(['yes', ['a']])
  // and from there on it is read on in the log
  read(store, 150, [line('problem', 145, { ...a, name: 'a later' }, 2)])
  expect([namesOf(store, patient), chartState(store, patient)?.asOf]).toEqual([['a later'], null])
})

test('a chart that a snapshot leaves out is brought where a removal of ours waits in it, and let go where nothing does', () => {
  const store = newStore()
  holdRecent(store)
  const [patient, other] = [withChart(store), withChart(store)]
  const a = named(patient, 'a')
  read(store, 300, [line('problem', 250, a), line('problem', 251, named(other, 'b'))])
  command(store, (tx) => {
    tx.remove(problems, a.id)
  })
  hydrateInstead(store, epoch)
  const manifest = snapshotAt(320)
  noteManifest(store, manifest)
  patientsCome(store, 320, patient, other)
  endHydrating(store, manifest)
  expect([heldOf(store, patient), heldOf(store, other)]).toEqual(['loading', 'no'])
  expect(namesOf(store, other)).toEqual([])
  // the cloud keeps both versions: ours stays out of sight until somebody has chosen
  expect(bring(store, patient, 330, [line('problem', 325, { ...a, name: 'a there' }, 2)])).toBe(true)
  expect([heldOf(store, patient), namesOf(store, patient)]).toEqual(['yes', []])
})
