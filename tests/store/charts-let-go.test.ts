/** What a chart stays for, and what is left of one that goes. */
import Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import type { Appointment } from '../../shared/schedule/appointment.ts'
import { applyPage, type Ack, type CloudRow } from '../../src-main/store/apply.ts'
import { noteHere, noteStaged } from '../../src-main/store/blob-rows.ts'
import { chartsToLetGo, evictChart } from '../../src-main/store/chart-evict.ts'
import { nextWanted, noteUsed, wantChart } from '../../src-main/store/chart-state.ts'
import { wantExpected } from '../../src-main/store/expected-charts.ts'
import { changeEpoch } from '../../src-main/store/epoch-change.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { pack } from '../../src-main/store/packing.ts'
import { Store } from '../../src-main/store/store.ts'
import {
  aProblem,
  at,
  bring,
  encounters,
  heldOf,
  holdRecent,
  line,
  longAgo,
  namesOf,
  otherEpoch,
  patients,
  pointAt,
  problems,
  read,
  rowsHere,
  withChart,
} from '../kit/charts-here.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, countOf, localMigrations, newStore, newTestId, waitingOps } from '../kit/store.ts'

const idOf = (store: Store, table: string, patient: string) =>
  store.db.prepare(`SELECT id FROM ${table} WHERE patientId = ? LIMIT 1`).pluck().get(patient) as string

describe('a chart stays', () => {
  test.each<[string, (store: Store, patient: string) => void]>([
    [
      'a change of a row waits to be sent',
      (store, patient) =>
        void command(store, (tx) =>
          tx.amend(problems, idOf(store, 'problems', patient), { note: 'changed here' }),
        ),
    ],
    [
      'a row made here waits',
      (store, patient) => void command(store, (tx) => tx.put(problems, aProblem(patient, 'new') as never)),
    ],
    [
      'a removal waits',
      (store, patient) => void command(store, (tx) => tx.remove(problems, idOf(store, 'problems', patient))),
    ],
    [
      'a row made and removed here waits',
      (store, patient) => {
        const row = aProblem(patient, 'said, and taken back')
        command(store, (tx) => tx.put(problems, row as never))
        command(store, (tx) => tx.remove(problems, row.id))
      },
    ],
    [
      'a change of the demographics waits',
      (store, patient) => void command(store, (tx) => tx.amend(patients, patient, { email: 'a@b.example' })),
    ],
    [
      'a change was refused',
      (store, patient) => {
        const op = command(store, (tx) =>
          tx.amend(problems, idOf(store, 'problems', patient), { note: 'refused' }),
        )
        read(store, 110, [], [{ op: op ?? '', seq: 110, status: 'rejected', reason: 'actor.revoked' }])
      },
    ],
    [
      'there are two versions of something in it',
      (store, patient) =>
        void read(store, 110, [
          line('conflict', 105, rowFor(records.conflicts, 2, { patientId: patient, state: 'open' })),
        ]),
    ],
    [
      'a row of it that the cloud lost waits to be looked at',
      (store, patient) =>
        void store.db
          .prepare(
            `INSERT INTO attention (op, reason, body, state, madeAt) VALUES (?, 'row.lost-by-cloud', ?, 'open', ?)`,
          )
          .run(`problem/${newTestId()}`, pack(JSON.stringify(aProblem(patient, 'lost'))), at),
    ],
    [
      'somebody has a draft about the patient',
      (store, patient) =>
        void store.db
          .prepare('INSERT INTO draft (owner, kind, subject, sealed, updatedAt) VALUES (?, ?, ?, ?, ?)')
          .run(anActor.id, 'patients.edit', patient, Buffer.alloc(3), at),
    ],
    [
      'somebody has a draft about a visit of theirs',
      (store, patient) =>
        void store.db
          .prepare('INSERT INTO draft (owner, kind, subject, sealed, updatedAt) VALUES (?, ?, ?, ?, ?)')
          .run(anActor.id, 'charting.note', idOf(store, 'encounters', patient), Buffer.alloc(3), at),
    ],
    [
      'the cloud has not said that it has the bytes of a document',
      (store, patient) => {
        const blob = { sha256: 'a'.repeat(64), size: 10, pages: null }
        const attachment = {
          contentType: 'image/png',
          title: '',
          size: 10,
          held: 'blob',
          binaryId: null,
          blob,
        }
        const row = rowFor(records.documents, 2, { patientId: patient, attachments: [attachment] })
        void read(store, 110, [line('document', 105, row)])
        noteHere(store, blob.sha256)
      },
    ],
    [
      'a file is chosen for a document that is not added yet',
      (store, patient) =>
        noteStaged(store, {
          sha: 'b'.repeat(64),
          size: 10,
          contentType: 'image/png',
          owner: anActor.id,
          patientId: patient,
          at,
        }),
    ],
    ['the practice is read anew after a restore', (store) => changeEpoch(store, otherEpoch, at)],
    ['a snapshot is taken in', (store) => store.sync.set('hydrating', otherEpoch)],
  ])('while %s', (_why, happens) => {
    const store = newStore()
    const patient = withChart(store)
    happens(store, patient)
    const before = rowsHere(store, patient)
    expect(evictChart(store, patient)).toBeNull()
    expect([heldOf(store, patient), rowsHere(store, patient)]).toEqual(['yes', before])
  })

  test('while it is ahead of the log, and while it is brought', () => {
    const store = newStore()
    const patient = withChart(store)
    evictChart(store, patient)
    store.db.transaction(() => wantChart(store, patient, at)).immediate()
    expect(evictChart(store, patient)).toBeNull()
    bring(store, patient, 140, [])
    expect(evictChart(store, patient)).toBeNull()
    read(store, 140)
    expect(evictChart(store, patient)).not.toBeNull()
  })

  test('and another goes, whose patient nothing waits for', () => {
    const store = newStore()
    const [busy, idle] = [withChart(store), withChart(store)]
    command(store, (tx) => tx.put(problems, aProblem(busy, 'new') as never))
    expect(evictChart(store, busy)).toBeNull()
    expect(evictChart(store, idle)?.patients).toEqual([idle])
    expect([namesOf(store, busy).includes('new'), rowsHere(store, idle)]).toEqual([true, {}])
  })
})

describe('a chart that goes', () => {
  test('leaves everything that is not of it: outbox, archive, attention, conflicts, drafts and the patient', () => {
    const store = newStore()
    const [patient, other] = [withChart(store), withChart(store)]
    const op = command(store, (tx) => tx.put(problems, aProblem(patient, 'done') as never))
    const [made] = waitingOps(store)
    const row = { ...made?.changes[0]?.set, id: made?.changes[0]?.id ?? '' }
    read(
      store,
      300,
      [line('problem', 250, row)],
      [{ op: op ?? '', seq: 251, status: 'applied', reason: null }],
    )
    command(store, (tx) => tx.put(problems, aProblem(other, 'waits') as never))
    read(store, 310, [
      line('conflict', 305, rowFor(records.conflicts, 2, { patientId: patient, state: 'resolved' })),
    ])
    const kept = ['outbox', 'outbox_effect', 'outbox_archive', 'attention', 'conflicts', 'draft', 'shadow']
    const counts = () =>
      [...kept, 'patients', 'allergies', 'patient_number'].map((table) => countOf(store, table))
    const words = () => store.db.prepare('SELECT term, doc FROM patient_word ORDER BY term').all()
    const before = [counts(), words(), rowsHere(store, other)]
    expect(evictChart(store, patient)?.tables).toEqual(
      expect.arrayContaining(['problems', 'originals', 'chart']),
    )
    expect(rowsHere(store, patient)).toEqual({})
    expect([counts(), words(), rowsHere(store, other)]).toEqual(before)
  })

  test('is read again with the rest after a restore of the cloud, and leaves nothing behind when what was made in it is settled', () => {
    const store = newStore()
    holdRecent(store)
    const patient = withChart(store)
    const op = command(store, (tx) => tx.put(problems, aProblem(patient, 'made here') as never)) ?? ''
    const [made] = waitingOps(store)
    const row = { ...made?.changes[0]?.set, id: made?.changes[0]?.id ?? '' }
    const ack = (seq: number) => [{ op, seq, status: 'applied', reason: null }] as const
    read(store, 110, [line('problem', 105, row)], ack(106))
    expect(evictChart(store, patient)).not.toBeNull()
    changeEpoch(store, otherEpoch, at)
    // it is sent again, for the cloud may have lost it
    expect([countOf(store, 'outbox'), countOf(store, 'outbox_archive')]).toEqual([1, 0])
    const again = (seq: number, rows: readonly CloudRow[], acks: readonly Ack[] = []) =>
      applyPage(store, { rows, acks, cursor: pointAt(seq, otherEpoch), at })
    again(20, [line('problem', 15, row), line('problem', 16, aProblem(patient, 'of others'))])
    again(30, [], ack(25))
    expect([countOf(store, 'outbox'), countOf(store, 'shadow')]).toEqual([0, 0])
    expect([heldOf(store, patient), rowsHere(store, patient)]).toEqual(['no', {}])
  })

  test('is overwritten in the file, not only let go of', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, localMigrations)
    const store = new Store(db)
    const secret = 'Suicidal ideation, 2019'
    const patient = withChart(store)
    read(store, 210, [line('problem', 205, aProblem(patient, secret))])
    expect(db.serialize().includes(secret)).toBe(true)
    evictChart(store, patient)
    expect(db.serialize().includes(secret)).toBe(false)
    // and nothing after it is slower for it
    expect(db.pragma('secure_delete', { simple: true })).toBe(0)
  })
})

describe('of which charts may go', () => {
  const now = '2026-11-23T10:00:00.000Z'
  const eviction = { since: '2025-05-23', usedSince: '2026-10-01T00:00:00.000Z', now }
  const toLetGo = (store: Store) => chartsToLetGo(store, eviction, 0, 100).patients

  test('those that were not active, and not opened, for as long as the workstation is to hold them', () => {
    const store = newStore()
    const [oldOne, active, planned, opened, openedLongAgo, never, unseen] = [
      withChart(store),
      withChart(store),
      withChart(store),
      withChart(store),
      withChart(store),
      newTestId(),
      newTestId(),
    ]
    const visit = (patientId: string, startsAt: string) =>
      line('encounter', 0, rowFor(encounters, 1, { patientId, startsAt }))
    read(store, 900, [
      visit(active, '2025-06-01T10:00:00.000Z'),
      visit(planned, '2026-12-24T10:00:00.000Z'),
      line('patient', 0, rowFor(patients, 2, { id: never, registeredAt: '2026-11-01T10:00:00.000Z' })),
      line('patient', 0, rowFor(patients, 2, { id: unseen, registeredAt: longAgo })),
    ])
    noteUsed(store, opened, '2026-10-05T10:00:00.000Z')
    noteUsed(store, openedLongAgo, '2026-01-05T10:00:00.000Z')
    expect(toLetGo(store).toSorted()).toEqual([oldOne, openedLongAgo, unseen].toSorted())
    for (const patient of toLetGo(store)) evictChart(store, patient)
    expect(toLetGo(store)).toEqual([])
  })

  test('not those of whoever is expected in the next two weeks; whoever called it off, or comes later, is not', () => {
    const store = newStore()
    const [expected, yesterday, calledOff, later] = [0, 0, 0, 0].map(() => withChart(store))
    const comes = (patientId: string | undefined, startsAt: string, cancelled = false) => {
      const made = rowFor(records.appointments, 1, { patientId, steps: [] }) as Appointment
      return line('appointment', 0, { ...made, plan: { ...made.plan, startsAt, cancelled } })
    }
    read(store, 900, [
      comes(expected, '2026-12-04T10:00:00.000Z'),
      comes(yesterday, '2026-11-22T16:00:00.000Z'),
      comes(calledOff, '2026-12-04T10:00:00.000Z', true),
      comes(later, '2027-02-04T10:00:00.000Z'),
    ])
    expect(new Set(toLetGo(store))).toEqual(new Set([calledOff, later]))
    // and one that is not held is wanted
    for (const patient of [expected, later]) evictChart(store, patient ?? '')
    expect([wantExpected(store, now), wantExpected(store, now)]).toEqual([1, 0])
    expect(nextWanted(store, 9).map(({ patient }) => patient)).toEqual([expected])
  })

  test('a stretch at a time, to the end', () => {
    const store = newStore()
    const all = Array.from({ length: 7 }, () => withChart(store))
    const found: string[] = []
    let [after, rounds]: [number | null, number] = [0, 0]
    while (after !== null) {
      const part = chartsToLetGo(store, eviction, after, 3)
      found.push(...part.patients)
      after = part.next
      rounds += 1
    }
    expect([found, rounds]).toEqual([all, 3])
  })
})
