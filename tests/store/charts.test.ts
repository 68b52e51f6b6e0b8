/** A chart that comes while the log goes on: what is rare on a network is done here by hand, one order after the other. */
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { chartState } from '../../src-main/store/chart-state.ts'
import { changeEpoch } from '../../src-main/store/epoch-change.ts'
import { highestTaken } from '../../src-main/store/points.ts'
import { SyncEngine } from '../../src-main/sync/engine.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import {
  aProblem,
  at,
  away,
  bring,
  encounters,
  epoch,
  gone,
  heldOf,
  line,
  longAgo,
  namesOf,
  otherEpoch,
  problems,
  read,
  rowsHere,
  want,
  withChart,
} from '../kit/charts-here.ts'
import { chartsOnly } from '../kit/endless-charts.ts'
import { rowFor } from '../kit/rows.ts'
import { transportOf } from '../kit/transport.ts'
import { command, countOf, newTestId, waitingOps } from '../kit/store.ts'

const named = (patient: string, name: string) => aProblem(patient, name)

describe('a chart that is not held', () => {
  test('has no rows but those that are held of everybody', () => {
    const { store, patient } = away()
    expect([heldOf(store, patient), rowsHere(store, patient)]).toEqual(['no', {}])
    expect([countOf(store, 'patients'), countOf(store, 'allergies')]).toEqual([1, 1])
  })

  test('gets none from the log, and what is held of everybody it does', () => {
    const { store, patient } = away()
    const allergy = rowFor(records.allergies, 2, { patientId: patient })
    read(store, 110, [
      line('problem', 101, named(patient, 'new')),
      line('allergy', 102, allergy),
      gone('problem', 103, named(patient, 'other'), 2),
    ])
    expect([rowsHere(store, patient), countOf(store, 'allergies'), heldOf(store, patient)]).toEqual([
      {},
      2,
      'no',
    ])
    expect(store.sync.number('seq', 0)).toBe(110)
  })

  test('is not brought by an answer that nobody waits for', () => {
    const { store, patient } = away()
    expect(bring(store, patient, 200, [line('problem', 150, named(patient, 'late'))])).toBe(false)
    expect(rowsHere(store, patient)).toEqual({})
  })

  test('is wanted once there are two versions of something in it, or somebody writes in it', () => {
    const { store, patient } = away()
    read(store, 110, [
      line('conflict', 104, rowFor(records.conflicts, 2, { patientId: patient, state: 'open' })),
    ])
    expect(chartState(store, patient)).toEqual({ held: 'loading', loadMin: 110, asOf: null })
    const other = away()
    command(other.store, (tx) => tx.put(problems, named(other.patient, 'said by phone') as never))
    expect(heldOf(other.store, other.patient)).toBe('loading')
    expect(namesOf(other.store, other.patient)).toEqual(['said by phone'])
  })
})

describe('a chart that is wanted', () => {
  test('keeps what the log brings from then on, and is whole when it has come', () => {
    const { store, patient } = away()
    read(store, 110)
    want(store, patient)
    expect(chartState(store, patient)).toEqual({ held: 'loading', loadMin: 110, asOf: null })
    const [a, b] = [named(patient, 'a'), named(patient, 'b')]
    read(store, 120, [line('problem', 115, b)])
    expect([heldOf(store, patient), namesOf(store, patient)]).toEqual(['loading', ['b']])
    // as of before `b`: what was kept meanwhile stays
    expect(bring(store, patient, 112, [line('problem', 50, a)])).toBe(true)
    expect([heldOf(store, patient), namesOf(store, patient)]).toEqual(['yes', ['a', 'b']])
    expect(chartState(store, patient)?.asOf).toBeNull()
  })

  test('takes no answer as of before what it missed', () => {
    const { store, patient } = away()
    const [a, b] = [named(patient, 'a'), named(patient, 'b')]
    // while it was not held; then it is wanted at 110, and an answer comes that is older
    read(store, 110, [line('problem', 105, b)])
    want(store, patient)
    expect(bring(store, patient, 104, [line('problem', 50, a)])).toBe(false)
    expect([heldOf(store, patient), namesOf(store, patient)]).toEqual(['loading', []])
    expect(bring(store, patient, 110, [line('problem', 50, a), line('problem', 105, b)])).toBe(true)
    expect(namesOf(store, patient)).toEqual(['a', 'b'])
  })

  test('takes none that is older than what was shown before, also of another chart', () => {
    const { store, patient } = away()
    const other = withChart(store)
    read(store, 210)
    evictChart(store, other)
    want(store, other)
    expect(bring(store, other, 250, [])).toBe(true)
    expect(highestTaken(store)?.seq).toBe(250)
    want(store, patient)
    expect(chartState(store, patient)?.loadMin).toBe(250)
    expect(bring(store, patient, 230, [])).toBe(false)
  })

  test('takes none that was asked for before it was let go and wanted again', () => {
    const { store, patient } = away()
    want(store, patient)
    const [a, b] = [named(patient, 'a'), named(patient, 'b')]
    const late = [line('problem', 50, a)]
    bring(store, patient, 100, [])
    read(store, 120)
    evictChart(store, patient)
    read(store, 130, [line('problem', 125, b)])
    want(store, patient)
    expect(bring(store, patient, 101, late)).toBe(false)
    expect(namesOf(store, patient)).toEqual([])
  })

  test('does not get back what the log removed meanwhile', () => {
    const { store, patient } = away()
    const [a, b] = [named(patient, 'a'), named(patient, 'b')]
    want(store, patient)
    read(store, 120, [gone('problem', 115, b, 4)])
    expect(countOf(store, 'chart_gone')).toBe(1)
    expect(bring(store, patient, 110, [line('problem', 50, a), line('problem', 60, b, 3)])).toBe(true)
    expect([namesOf(store, patient), countOf(store, 'chart_gone')]).toEqual([['a'], 0])
  })

  test('gets back what was removed meanwhile and brought back by a choice', () => {
    const { store, patient } = away()
    const b = named(patient, 'b')
    want(store, patient)
    read(store, 120, [gone('problem', 115, b, 4), line('problem', 118, { ...b, name: 'chosen' }, 5)])
    expect(bring(store, patient, 110, [line('problem', 60, b, 3)])).toBe(true)
    expect(namesOf(store, patient)).toEqual(['chosen'])
  })

  test('loses what was kept meanwhile and has gone by the point it is as of', () => {
    const { store, patient } = away()
    const [a, b] = [named(patient, 'a'), named(patient, 'b')]
    want(store, patient)
    read(store, 120, [line('problem', 115, b)])
    expect(bring(store, patient, 140, [line('problem', 50, a)])).toBe(true)
    expect(namesOf(store, patient)).toEqual(['a'])
    // the lines that lead there say so again, and change nothing: also where a page ends between them
    read(store, 130, [line('problem', 115, b)])
    expect(namesOf(store, patient)).toEqual(['a'])
    read(store, 150, [gone('problem', 135, b, 2), line('problem', 145, { ...a, name: 'a later' }, 2)])
    expect([namesOf(store, patient), chartState(store, patient)?.asOf]).toEqual([['a later'], null])
  })

  test('is as of a later point than the cursor until the log has been read so far', () => {
    const { store, patient } = away()
    const a = named(patient, 'a')
    want(store, patient)
    bring(store, patient, 140, [line('problem', 130, { ...a, name: 'third' }, 3)])
    expect(chartState(store, patient)).toMatchObject({ held: 'yes', asOf: 140 })
    read(store, 120, [line('problem', 110, { ...a, name: 'second' }, 2)])
    expect(namesOf(store, patient)).toEqual(['third'])
    read(store, 139)
    expect(chartState(store, patient)?.asOf).toBe(140)
    read(store, 140)
    expect(chartState(store, patient)?.asOf).toBeNull()
  })

  test('shows what waits here over what comes', () => {
    const { store, patient } = away()
    const a = named(patient, 'a')
    want(store, patient)
    const mine = named(patient, 'mine') as never
    command(store, (tx) => tx.put(problems, mine))
    bring(store, patient, 140, [line('problem', 50, a)])
    expect(namesOf(store, patient)).toEqual(['a', 'mine'])
    command(store, (tx) => tx.amend(problems, a.id, { name: 'a, amended' }))
    const [made] = waitingOps(store)
    // read once more up to where the chart is: what was changed here since stays in sight
    read(store, 120, [line('problem', 115, { ...a, name: 'as it was' }, 1)])
    expect(namesOf(store, patient)).toEqual(['a, amended', 'mine'])
    read(
      store,
      160,
      [line('problem', 150, mine)],
      [{ op: made?.op ?? '', seq: 151, status: 'applied', reason: null }],
    )
    expect(namesOf(store, patient)).toEqual(['a, amended', 'mine'])
    expect(countOf(store, 'outbox')).toBe(1)
  })

  test('is taken from no other history', () => {
    const { store, patient } = away()
    want(store, patient)
    expect(bring(store, patient, 200, [], otherEpoch)).toBe(false)
    changeEpoch(store, otherEpoch, at)
    expect(chartState(store, patient)).toEqual({ held: 'loading', loadMin: 0, asOf: null })
    expect(bring(store, patient, 200, [], epoch)).toBe(false)
    expect(bring(store, patient, 200, [line('problem', 50, named(patient, 'a'))], otherEpoch)).toBe(true)
    expect(namesOf(store, patient)).toEqual(['a'])
  })

  test('is said with every greeting, so that the cloud can see whether it is of its history', async () => {
    const { store, patient } = away()
    want(store, patient)
    bring(store, patient, 140, [])
    const said: unknown[] = []
    const engine = new SyncEngine({
      store,
      transport: transportOf(chartsOnly(0, 0), {
        hello: ({ cursor, asOf }) => {
          said.push(cursor?.seq, asOf?.seq)
          return Promise.reject(new Unreachable('offline'))
        },
      }),
      device: newTestId(),
      appVersion: '0',
      now: () => at,
      changed: () => undefined,
    })
    await expect(engine.step()).rejects.toThrow('offline')
    expect(said).toEqual([100, 140])
  })
})

describe('by the rules of the workstation', () => {
  const recent = '2026-10-01T10:00:00.000Z'
  const visit = (patient: string, startsAt: string) => rowFor(encounters, 1, { patientId: patient, startsAt })

  test('a chart that becomes active is wanted, whoever saw the patient', () => {
    const { store, patient } = away()
    read(store, 110, [line('encounter', 105, visit(patient, longAgo))])
    expect(heldOf(store, patient)).toBe('no')
    read(store, 120, [line('encounter', 115, visit(patient, recent))])
    expect(chartState(store, patient)).toEqual({ held: 'loading', loadMin: 120, asOf: null })
  })

  test('any line of a chart that is not held has it brought where every chart is to be held', () => {
    const { store, patient } = away()
    store.db.exec('DELETE FROM workstation_setting')
    read(store, 110, [line('problem', 105, named(patient, 'new'))])
    expect(heldOf(store, patient)).toBe('loading')
  })

  test('a new patient’s chart is held from its first row on', () => {
    const { store } = away()
    const patient = withChart(store)
    expect(heldOf(store, patient)).toBe('yes')
    expect(Object.keys(rowsHere(store, patient)).length).toBeGreaterThan(10)
  })
})
