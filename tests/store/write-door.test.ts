import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { allergies } from '../../shared/charting/allergy.ts'
import { coverages } from '../../shared/patients/coverage.ts'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import { unpack } from '../../src-main/store/packing.ts'
import type { Store } from '../../src-main/store/store.ts'
import { digest } from '../kit/contents.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt, countOf, newStore, waitingOps } from '../kit/store.ts'

const aPatient = (given: Partial<Patient> = {}) =>
  rowFor(patients, 2, { family: 'Okon', mrn: '7', phones: [], ...given }) as Patient
const reasonOf = (work: () => void): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : String(error)
  }
}
/** As if the cloud had taken everything that waits. */
function settle(store: Store): void {
  store.db.exec('DELETE FROM outbox_effect; DELETE FROM outbox; DELETE FROM shadow')
}
const shadows = (store: Store) => store.db.prepare('SELECT type, id, baseVersion, base FROM shadow').all()

describe('one command', () => {
  test('is one op, whatever it changed, and each change says what was there before', () => {
    const store = newStore()
    const patient = aPatient()
    const kept = rowFor(organizations, 1, { name: 'Harbor Lab' })
    const gone = rowFor(organizations, 2)
    command(store, (tx) => {
      tx.put(organizations, kept as never)
      tx.put(organizations, gone as never)
    })
    settle(store)

    const ctx = contextAt()
    command(
      store,
      (tx) => {
        tx.put(patients, patient)
        tx.put(coverages, rowFor(coverages, 1, { patientId: patient.id }) as never)
        tx.amend(organizations, kept.id, { name: 'Harbor Laboratory', kind: kept['kind'] as string })
        tx.remove(organizations, gone.id)
      },
      ctx,
    )
    const [op, ...more] = waitingOps(store)
    expect(more).toEqual([])
    expect(op).toMatchObject({
      op: ctx.opId,
      kind: 'test.command@1',
      actor: anActor.id,
      at: ctx.now,
      deps: [],
    })
    const { id: _id, ...fields } = patient
    const { id: _gone, ...goneFields } = gone
    expect(op?.changes.map(({ type, baseVersion, gone: removed }) => [type, baseVersion, removed])).toEqual([
      ['patient', 0, false],
      ['coverage', 0, false],
      ['organization', 1, false],
      ['organization', 1, true],
    ])
    expect(op?.changes[0]).toMatchObject({ base: {}, set: fields })
    expect(op?.changes[2]).toMatchObject({ base: { name: 'Harbor Lab' }, set: { name: 'Harbor Laboratory' } })
    expect(op?.changes[3]).toMatchObject({ base: goneFields, set: {} })
  })

  test('is numbered one after the other, and its hash is that of its text', () => {
    const store = newStore()
    for (let n = 1; n <= 3; n += 1)
      command(store, (tx) => tx.put(organizations, rowFor(organizations, n) as never))
    const rows = store.db
      .prepare('SELECT dseq, incarnation, state, body, sha FROM outbox ORDER BY localSeq')
      .all() as {
      dseq: number
      incarnation: number
      state: string
      body: Uint8Array
      sha: Buffer
    }[]
    expect(rows.map(({ dseq, incarnation, state }) => [dseq, incarnation, state])).toEqual([
      [1, 1, 'queued'],
      [2, 1, 'queued'],
      [3, 1, 'queued'],
    ])
    for (const { body, sha } of rows) expect(createHash('sha256').update(unpack(body)).digest()).toEqual(sha)
    const stamps = waitingOps(store).map(({ hlc }) => hlc)
    expect(new Set(stamps).size).toBe(3)
    expect(stamps.toSorted()).toEqual(stamps)
    expect(store.sync.get('lastOp')).toBe(waitingOps(store)[2]?.op)
  })

  test('that changes nothing makes no op, and no new version', () => {
    const store = newStore()
    const patient = aPatient()
    command(store, (tx) => tx.put(patients, patient))
    settle(store)
    const before = digest(store.db)
    expect(command(store, () => undefined)).toBeNull()
    expect(
      command(store, (tx) => {
        const { id: _id, ...same } = structuredClone(patient)
        expect(tx.amend(patients, patient.id, same)).toBe(false)
      }),
    ).toBeNull()
    expect(digest(store.db)).toEqual(before)
  })

  test('that fails at its end leaves nothing: no row, no number used, no op, no shadow', () => {
    const store = newStore()
    const patient = aPatient()
    command(store, (tx) => {
      tx.put(patients, patient)
      tx.writeLocal("INSERT INTO lease (kind, next, last) VALUES ('mrn', 5, 9)")
    })
    settle(store)
    const before = digest(store.db)
    expect(() =>
      store.transaction(contextAt(), (tx) => {
        tx.amend(patients, patient.id, { family: 'Changed' })
        tx.put(organizations, rowFor(organizations, 1) as never)
        tx.takeNumber('mrn')
        tx.writeLocal("INSERT INTO preference (owner, name, value) VALUES ('a', 'b', 'c')")
        tx.close('test.command@1')
        throw new Error('at the very end')
      }),
    ).toThrow('at the very end')
    expect(digest(store.db)).toEqual(before)
    expect(store.db.inTransaction).toBe(false)
    command(store, (tx) => expect(tx.takeNumber('mrn')).toBe(5))
  })

  test('that changes a row twice sends one change: first what was there, last what it says', () => {
    const store = newStore()
    const kept = rowFor(organizations, 1, { name: 'one', phone: 'p0' })
    command(store, (tx) => tx.put(organizations, kept as never))
    settle(store)
    command(store, (tx) => {
      tx.amend(organizations, kept.id, { name: 'two' })
      tx.amend(organizations, kept.id, { name: 'three', phone: 'p1' })
    })
    expect(waitingOps(store)[0]?.changes).toMatchObject([
      { baseVersion: 1, base: { name: 'one', phone: 'p0' }, set: { name: 'three', phone: 'p1' } },
    ])
    expect(store.writers.of(organizations).read(kept.id)?.version).toBe(2)
  })
})

describe('what is refused', () => {
  test('an id that is taken, a row that is not there, a version that has moved on', () => {
    const store = newStore()
    const patient = aPatient()
    command(store, (tx) => tx.put(patients, patient))
    command(store, (tx) => tx.amend(patients, patient.id, { family: 'Smith' }, 1))
    const before = digest(store.db)
    const attempt = (work: Parameters<typeof command>[1]) => reasonOf(() => void command(store, work))
    expect(attempt((tx) => tx.put(patients, patient))).toBe('row.exists')
    expect(attempt((tx) => void tx.amend(patients, aPatient().id, { family: 'x' }))).toBe('row.missing')
    expect(attempt((tx) => tx.remove(patients, aPatient().id))).toBe('row.missing')
    for (const seen of [0, 1, 3])
      expect(attempt((tx) => void tx.amend(patients, patient.id, { family: 'x' }, seen))).toBe('row.changed')
    // also where the form would change nothing: who looks at an old version is told
    expect(attempt((tx) => void tx.amend(patients, patient.id, { family: 'Smith' }, 1))).toBe('row.changed')
    expect(digest(store.db)).toEqual(before)
  })

  test('a row that is not of its record, an id that would change, and doing and undoing in one command', () => {
    const store = newStore()
    const kept = rowFor(organizations, 1)
    command(store, (tx) => tx.put(organizations, kept as never))
    const attempt = (work: Parameters<typeof command>[1]) => reasonOf(() => void command(store, work))
    const before = digest(store.db)
    expect(
      attempt((tx) => tx.put(organizations, { ...rowFor(organizations, 2), stray: 1 } as never)),
    ).toMatch('stray')
    expect(attempt((tx) => void tx.amend(organizations, kept.id, { name: 7 } as never))).toMatch('name')
    expect(
      attempt((tx) => void tx.amend(organizations, kept.id, { id: rowFor(organizations, 3).id } as never)),
    ).toBe('tx.amend-id')
    expect(
      attempt((tx) => {
        tx.remove(organizations, kept.id)
        tx.put(organizations, kept as never)
      }),
    ).toBe('tx.put-after-remove')
    expect(
      attempt((tx) => {
        tx.amend(organizations, kept.id, { name: 'x' })
        tx.remove(organizations, kept.id)
      }),
    ).toBe('tx.remove-after-change')
    expect(digest(store.db)).toEqual(before)
  })

  test.each([
    "INSERT INTO patients (id) VALUES ('x')",
    "UPDATE patients SET family = 'x'",
    'DELETE FROM outbox',
    "INSERT INTO sync_state (k, v) VALUES ('seq', '9')",
    'DELETE FROM draft; DELETE FROM patients',
    'REPLACE INTO draft VALUES (1, 2, 3, 4, 5)',
    "WITH a AS (SELECT 1) UPDATE patients SET family = 'x'",
    'DROP TABLE draft',
    'SELECT 1',
  ])('local writing cannot: %s', (sql) => {
    const store = newStore()
    const before = digest(store.db)
    expect(reasonOf(() => void command(store, (tx) => void tx.writeLocal(sql)))).not.toBe('none')
    expect(digest(store.db)).toEqual(before)
  })

  test('SQL that writes through the reader', () => {
    const store = newStore()
    for (const sql of [
      'DELETE FROM draft RETURNING owner',
      "INSERT INTO draft VALUES ('a', 'b', 'c', x'00', 'e')",
      'PRAGMA user_version = 9',
    ])
      expect(reasonOf(() => void store.read.rows(sql))).toBe('reader.writes')
  })

  test('a number when the block is used up', () => {
    const store = newStore()
    command(store, (tx) => void tx.writeLocal("INSERT INTO lease (kind, next, last) VALUES ('mrn', 1, 3)"))
    const taken = [1, 2, 3].map(() => store.transaction(contextAt(), (tx) => tx.takeNumber('mrn')))
    expect(taken).toEqual([1, 2, 3])
    for (const kind of ['mrn', 'receipt'])
      expect(reasonOf(() => void command(store, (tx) => void tx.takeNumber(kind)))).toBe('lease.used-up')
  })
})

describe('what is not yet acknowledged', () => {
  test('the cloud’s row is kept beside it at the first change, and stays that through the next ones', () => {
    const store = newStore()
    const patient = aPatient()
    command(store, (tx) => tx.put(patients, patient))
    expect(shadows(store)).toEqual([])
    settle(store)
    for (const family of ['Smith', 'Jones'])
      command(store, (tx) => tx.amend(patients, patient.id, { family }))
    expect(shadows(store)).toEqual([
      { type: 'patient', id: patient.id, baseVersion: 1, base: JSON.stringify({ ...patient }) },
    ])
    expect(waitingOps(store).map(({ changes }) => changes[0])).toMatchObject([
      { baseVersion: 1, base: { family: 'Okon' }, set: { family: 'Smith' } },
      { baseVersion: 1, base: { family: 'Smith' }, set: { family: 'Jones' } },
    ])
    expect(store.writers.of(patients).read(patient.id)?.version).toBe(3)
  })

  test('an op waits for those that touched its rows, and for the one that made its patient', () => {
    const store = newStore()
    const [patient, other] = [aPatient(), aPatient()]
    const made = command(store, (tx) => tx.put(patients, patient))
    const elsewhere = command(store, (tx) => tx.put(patients, other))
    const allergy = rowFor(allergies, 1, { patientId: patient.id })
    const recorded = command(store, (tx) => tx.put(allergies, allergy as never))
    command(store, (tx) => tx.amend(allergies, allergy.id, { note: 'seen again' }))
    const [, , third, fourth] = waitingOps(store)
    expect(third?.deps).toEqual([made])
    expect(new Set(fourth?.deps)).toEqual(new Set([made, recorded]))
    expect(fourth?.deps).not.toContain(elsewhere)
  })

  test('screens hear of the tables and patients that changed, and what is kept in memory of them is out of date', () => {
    const store = newStore()
    const patient = aPatient()
    const published = store.transaction(contextAt(), (tx) => {
      tx.put(patients, patient)
      tx.put(organizations, rowFor(organizations, 1) as never)
      tx.close('test.command@1')
      return tx.published()
    })
    expect(published).toEqual({ tables: ['patients', 'organizations'], patients: [patient.id] })
    expect([store.revision('patients'), store.revision('allergies')]).toEqual([1, 0])
    expect(countOf(store, 'outbox')).toBe(1)
  })
})
