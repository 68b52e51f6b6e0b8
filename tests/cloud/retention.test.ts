/** Entries of the audit are let go by policy, by two people, and by nothing that is held; what is left proves as before. On a real PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usualRetention } from '../../shared/access/retention-classes.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import { letGo, letGoAgain } from '../../src-cloud/retention/let-go.ts'
import { keepRetention } from '../../src-cloud/retention/retention-keeper.ts'
import { makeList } from '../../src-cloud/retention/make-list.ts'
import { verify } from '../../tools/audit-verify/verify.ts'
import { aCloud, aDesk, asOwner, type Desk, type There } from '../kit/audit-desks.ts'
import { auditEntry } from '../kit/audit-logs.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { identityFor } from '../kit/identities.ts'
import { age, agree, ana, hold, lettingIn, lift, put } from '../kit/old-audit.ts'
import { tempFolder } from '../kit/practice.ts'

const [okon, ray] = [randomUUID(), randomUUID()]

describe.skipIf(skipWithout !== null)('retention', () => {
  const postgres = usePostgres()

  /** Two workstations, 300 entries about two patients and about nobody; 600 of them seven years old, then 20 of now. */
  async function anOldPractice() {
    const there = await aCloud(postgres)
    const tls = join(postgres.folder, 'tls')
    const desks: Desk[] = []
    for (let n = 0; n < 2; n += 1) {
      const device = randomUUID()
      const desk = await aDesk(there, device, undefined, await identityFor(tls, device))
      for (let each = 0; each < 300; each += 1)
        desk.log.append(
          auditEntry({
            action: 'chart.open',
            subject: [okon, ray, null][each % 3] ?? null,
            detail: { n: each },
          }),
        )
      desk.checkpoint()
      await desk.send()
      desks.push(desk)
    }
    await age(there, 7)
    for (const desk of desks) {
      desk.add(10)
      desk.checkpoint()
      await desk.send()
    }
    return { there, desks, ...partsOf(there) }
  }
  const partsOf = (there: There) => {
    const letting = lettingIn(there)
    const list = () => makeList(new PostgresPractices(there.cloud.pool), there.practice, Date.now())
    const carryOut = () => letGo(letting, there.practice)
    return { letting, list, carryOut }
  }
  const goneIn = async (there: There) =>
    (
      await asOwner<{ n: number }>(
        there,
        'SELECT count(*)::int AS n FROM audit_event WHERE purge_id IS NOT NULL',
      )
    )[0]?.n
  const textOfAll = async (there: There) =>
    (await asOwner<{ entry: string }>(there, 'SELECT entry FROM audit_event'))
      .map(({ entry }) => entry)
      .join('\n')

  test('a list says what would go by year, and takes nothing; one person alone lets nothing go; two do, and what is left proves as before', async () => {
    const { there, desks, letting, list, carryOut } = await anOldPractice()
    const before = await there.verify()
    expect(before.faults).toEqual([])
    const old = before.entries - 20
    const listed = await list()
    expect(listed).toMatchObject({ years: 6, count: old, held: [] })
    expect(listed.ages.reduce((sum, { count }) => sum + count, 0)).toBe(old)
    expect(listed.ages.find(({ about }) => about === 'patients')?.count).toBe(400)
    expect(await goneIn(there)).toBe(0)

    await put(there, 'purge-act', {
      listId: listed.id,
      proposalId: null,
      kind: 'proposed',
      reason: 'Old.',
      by: ana,
      at: '2026-11-23T15:05:00.000Z',
    })
    expect(await carryOut()).toEqual([])
    await agree(there, listed.id, ana)
    await expect(carryOut()).rejects.toThrow('purge.same-person')
    expect(await goneIn(there)).toBe(0)
    await agree(there, listed.id)
    expect(await carryOut()).toEqual([{ list: listed.id, count: old, state: 'gone' }])
    expect(await carryOut()).toEqual([])
    expect(await goneIn(there)).toBe(old)
    // nothing of what they said is there, not about whom, not what
    const left = await textOfAll(there)
    expect([left.includes(okon), left.includes(ray), left.includes('chart.open')]).toEqual([
      false,
      false,
      false,
    ])
    expect(await asOwner(there, 'SELECT 1 FROM audit_event WHERE subject IS NOT NULL')).toEqual([])

    expect(await there.verify()).toMatchObject({
      entries: before.entries,
      gone: old,
      treeSize: before.treeSize,
      receipts: before.receipts,
      faults: [],
    })
    // and workstations go on from it
    for (const desk of desks) {
      desk.add(3)
      await desk.send()
      expect([desk.kinds(), desk.faults]).toEqual([[], []])
    }
    expect((await there.verify()).faults).toEqual([])
    expect(letting.written).toHaveLength(1)
    expect(letting.written[0]?.said).toMatchObject({ list: listed.id, count: old, proposedBy: ana })
  })

  test('a stranger proves it with what is published; what went without a word that is signed is named', async () => {
    const { there, list, carryOut } = await anOldPractice()
    const whole = tempFolder()
    const listed = await list()
    await agree(there, listed.id)
    await carryOut()
    const file = join(whole, 'cloud.ndjson')
    await there.publish(file)
    const said = await verify({ where: whole })
    expect([said.faults, said.entries, said.trees[0]?.compared]).toEqual([
      [],
      (await there.verify()).entries,
      expect.toSatisfy((compared: number) => compared > 2),
    ])
    const part = join(tempFolder(), 'part.ndjson')
    await there.publish(part, { from: '2010-01-01', until: '2100-01-01' })
    expect((await verify({ where: part })).faults).toEqual([])

    // an entry of now is made to look as if it had been let go
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const at = lines.findLastIndex((line) => line.startsWith('{"entry"'))
    const { entry, h, mac } = JSON.parse(lines[at] ?? '') as {
      entry: Record<string, unknown>
      h: string
      mac: string
    }
    const stone = JSON.parse(lines[0] ?? '') as { gone: Record<string, unknown> }
    const { device, epoch, n, prev, op, at: when } = entry
    const gone = { at: when, device, epoch, n, op, prev, purge: stone.gone['purge'], v: 1 }
    lines[at] = `{"gone":${JSON.stringify(gone)},"h":"${h}","mac":"${mac}"}`
    writeFileSync(file, `${lines.join('\n')}\n`)
    const forged = await verify({ where: whole })
    expect(forged.faults.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['deleted', 'statement']))
    expect(forged.faults.find(({ kind }) => kind === 'deleted')).toMatchObject({ firstBad: n })
  })

  test('what is held stays: a chart, all of the practice, and a log with an alarm; what is listed is what goes', async () => {
    const { there, desks, list, carryOut } = await anOldPractice()
    const chart = await hold(there, okon)
    const first = await list()
    expect(first.held).toEqual([{ why: 'chart-held', holdId: chart, count: 200 }])
    const practice = await hold(there, null)
    expect(await list()).toMatchObject({ count: 0, ages: [] })
    // the list of before is of other holds: nothing goes by it
    await agree(there, first.id)
    expect(await carryOut()).toEqual([{ list: first.id, count: 0, state: 'stale' }])
    expect(await goneIn(there)).toBe(0)
    await lift(there, practice)
    const second = await list()
    expect([second.count, second.digest]).toEqual([first.count, first.digest])
    await agree(there, second.id)
    await carryOut()
    expect(await goneIn(there)).toBe(first.count)
    expect(
      await asOwner(there, `SELECT DISTINCT subject FROM audit_event WHERE subject IS NOT NULL`),
    ).toEqual([{ subject: okon }])
    expect((await there.verify()).faults).toEqual([])

    await lift(there, chart)
    const [one] = desks
    await asOwner(
      there,
      `INSERT INTO audit_alarm (practice_id, kind, device_id) VALUES ('${there.practice}', 'forged', '${one?.device}')`,
    )
    expect(await list()).toMatchObject({ count: 100, held: [{ why: 'alarm', holdId: null, count: 100 }] })
  })

  test('nobody gets around floor and hold, not with SQL: not the app, not whoever owns the database', async () => {
    const { there } = await anOldPractice()
    await hold(there, okon)
    const purge = randomUUID()
    const letting = `INSERT INTO audit_purge (practice_id, purge_id, list_id, said, sig)
      VALUES ('${there.practice}', '${purge}', '${randomUUID()}', '{}', '')`
    await asOwner(there, letting)
    const bury = (where: string, more = '') =>
      `UPDATE audit_event SET subject = NULL, purge_id = '${purge}',
         entry = jsonb_build_object('v', 1, 'purge', '${purge}'${more})::text WHERE ${where}`
    const tried = async (sql: string) => {
      const asApp = inPractice(there.cloud.pool, there.practice, (client) => client.query(sql)).then(
        () => 'done',
        (error: unknown) => String(error),
      )
      const owner = asOwner(there, sql).then(
        () => 'done',
        (error: unknown) => String(error),
      )
      return [await asApp, await owner].map(
        (text) => /six years|legal hold|only added to|done/.exec(text)?.[0],
      )
    }
    expect(await tried(bury(`n > 305`))).toEqual(['six years', 'six years'])
    expect(await tried(bury(`subject = '${okon}'`))).toEqual(['legal hold', 'legal hold'])
    expect(await tried(bury(`subject = '${ray}'`, `, 'action', 'x'`))).toEqual([
      'only added to',
      'only added to',
    ])
    expect(await tried(`UPDATE audit_event SET subject = NULL WHERE subject = '${ray}'`)).toEqual([
      'only added to',
      'only added to',
    ])
    expect(await tried('DELETE FROM audit_purge')).toEqual([undefined, 'only added to'])
    // what is let go past the two people is seen
    await asOwner(there, bury(`subject = '${ray}' AND n = 2`))
    const { faults } = await there.verify()
    expect(faults.join('; ')).toMatch(/purge .* is not signed|nothing that was signed says so/)
  })

  test('the practice keeps longer than the floor, never shorter, and a list is made by itself once a month', async () => {
    const { there, letting, list, carryOut } = await anOldPractice()
    const practice = { name: 'Harbor', timeZone: 'UTC', createdAt: '2019-01-01T00:00:00.000Z' }
    const early = await list()
    await agree(there, early.id)
    await put(there, 'practice', { ...practice, retention: { ...usualRetention, audit: 8 } }, there.practice)
    // what was agreed on under the shorter time does not go under the longer one
    expect(await carryOut()).toEqual([{ list: early.id, count: 0, state: 'stale' }])
    expect(await list()).toMatchObject({ years: 8, count: 0 })
    expect((await keepRetention(letting, there.practice)).list).toBeNull()
    const other = await anOldPractice()
    const below = { ...practice, retention: { ...usualRetention, audit: 5 } }
    await expect(put(other.there, 'practice', below, other.there.practice)).rejects.toThrow(
      'own-op.not-applied',
    )
    const kept = await keepRetention(other.letting, other.there.practice)
    expect(kept.list).toMatchObject({ years: 6 })
    expect((await keepRetention(other.letting, other.there.practice)).list).toBeNull()
  })

  test('a database that is set back to before it lets go again, and only of what it was', async () => {
    const { there, letting, list, carryOut } = await anOldPractice()
    const kept = new Map(
      (
        await asOwner<{ leaf: number; entry: string; subject: string | null }>(
          there,
          'SELECT leaf, entry, subject FROM audit_event',
        )
      ).map((row) => [row.leaf, row]),
    )
    const listed = await list()
    await agree(there, listed.id)
    await carryOut()
    const [purge] = letting.written
    if (!purge) throw new Error('nothing was let go')
    const setBack = () =>
      there.postgres.owner(there.name, async (client) => {
        await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER')
        await client.query('ALTER TABLE audit_purge DISABLE TRIGGER USER')
        await client.query(
          `UPDATE audit_event e SET purge_id = NULL, entry = given.entry, subject = given.subject
           FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given (leaf, entry, subject) WHERE e.leaf = given.leaf
             AND e.practice_id = $4`,
          [
            [...kept.keys()],
            [...kept.values()].map(({ entry }) => entry),
            [...kept.values()].map(({ subject }) => subject),
            there.practice,
          ],
        )
        await client.query('DELETE FROM audit_purge WHERE practice_id = $1', [there.practice])
        await client.query('ALTER TABLE audit_event ENABLE TRIGGER USER')
        await client.query('ALTER TABLE audit_purge ENABLE TRIGGER USER')
      })
    await setBack()
    expect([await goneIn(there), (await there.verify()).faults]).toEqual([0, []])
    expect(await letGoAgain(there.cloud.pool, purge)).toBe(true)
    expect(await letGoAgain(there.cloud.pool, purge)).toBe(false)
    expect([await goneIn(there), (await there.verify()).faults]).toEqual([listed.count, []])
    await setBack()
    const other = { ...purge, said: { ...purge.said, digest: '0'.repeat(64) } }
    await expect(letGoAgain(there.cloud.pool, other)).rejects.toThrow('audit.purge-other')
  })
})
