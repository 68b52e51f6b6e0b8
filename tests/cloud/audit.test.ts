/** The audit log in the cloud: what goes on is taken, signed for, kept and proven again (A4, A5, A10). */
import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findSilent } from '../../src-cloud/audit/logs.ts'
import { exportAudit } from '../../src-cloud/audit/export.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { aCloud, aDesk, asOwner, deskOn, kindsThere, presentClock } from '../kit/audit-desks.ts'
import { auditEntry, logIn } from '../kit/audit-logs.ts'
import {
  makeOwner,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
} from '../kit/cloud.ts'
import { anActor } from '../kit/store.ts'
import { tempFolder } from '../kit/practice.ts'

describe.skipIf(skipWithout !== null)('the audit log in the cloud', () => {
  const postgres = usePostgres()

  test('entries of several workstations come, in batches, are signed for, and all of it is proven again', async () => {
    const there = await aCloud(postgres)
    const [one, other] = [await aDesk(there), await aDesk(there)]
    one.add(1400)
    await one.send()
    other.add(7)
    await other.send()
    one.add(300)
    await one.send()
    await other.send()
    for (const { book, log, kinds } of [one, other]) {
      expect([book.waiting(), kinds()]).toEqual([0, []])
      expect(book.witnessed()?.n).toBe(log.last.n)
      // the key that codes are made from lies with the cloud alone
      expect(book.handOver()).toBeNull()
    }
    const said = await there.verify()
    expect(said).toMatchObject({
      logs: 2,
      entries: one.log.last.n + other.log.last.n,
      faults: [],
      alarms: [],
    })
    expect(said.treeSize).toBe(said.entries)
    expect(one.book.lane().tree?.size).toBeGreaterThan(256)
    const lines: string[] = []
    const wanted = { from: '2026-01-01', to: '2027-01-01', patient: null, format: 'ndjson' as const }
    for await (const line of exportAudit(there.cloud.pool, there.practice, wanted)) lines.push(line)
    expect(lines).toHaveLength(said.entries)
  })

  test('an answer that was lost, or a batch that comes twice, changes nothing', async () => {
    const there = await aCloud(postgres)
    let lost = 0
    const desk = await aDesk(there, randomUUID(), (way) => ({
      begin: async (epoch) => {
        const answer = await way.begin(epoch)
        if ((lost += 1) % 2 === 1) throw new Error('lost')
        return answer
      },
      push: async (push) => {
        const answer = await way.push(push)
        if ((lost += 1) % 2 === 1) throw new Error('lost')
        return answer
      },
      settled: (alarm) => way.settled(alarm),
    }))
    for (let round = 0; round < 6; round += 1) {
      desk.add(3)
      await desk.send().catch(() => undefined)
      await desk.send().catch(() => undefined)
    }
    await desk.send()
    expect([desk.book.waiting(), desk.kinds()]).toEqual([0, []])
    expect(await there.verify()).toMatchObject({ logs: 1, entries: desk.log.last.n, faults: [], alarms: [] })
  })

  test('nothing of it is changed or removed, by the app’s role or with a word of the owner, and no practice sees another’s', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(3)
    await desk.send()
    const theirs = await newTestPractice(there.cloud)
    const tables = ['audit_event', 'audit_stray', 'audit_node', 'audit_receipt', 'audit_checkpoint']
    for (const table of tables) {
      for (const sql of [
        `UPDATE ${table} SET device_id = device_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        if (table === 'audit_node' && sql.startsWith('UPDATE')) continue
        await expect(asOwner(there, sql)).rejects.toThrow(/only added to/)
        await expect(
          inPractice(there.cloud.pool, there.practice, (client) => client.query(sql)),
        ).rejects.toThrow(/permission denied/)
      }
    }
    for (const sql of [
      'UPDATE audit_log SET n = 0',
      'UPDATE audit_tree SET size = 0',
      'DELETE FROM audit_log',
    ])
      await expect(asOwner(there, sql)).rejects.toThrow(/never goes back|only added to/)
    for (const table of [...tables, 'audit_log', 'audit_tree', 'audit_alarm']) {
      const seen = await inPractice(there.cloud.pool, theirs, (client) =>
        client.query(`SELECT * FROM ${table}`),
      )
      expect([table, seen.rows]).toEqual([table, []])
    }
  })

  test('what somebody changed in the database is named, with the first entry', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(12)
    await desk.send()
    const tampered = async (sql: string) => {
      await postgres.owner(there.name, async (client) => {
        await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER')
        await client.query(sql)
      })
      return (await there.verify()).faults.join('; ')
    }
    expect(await tampered(`UPDATE audit_event SET subject = 'x' WHERE n = 5`)).toMatch(
      /beside entry 5 was changed/,
    )
    expect(
      await tampered(
        `UPDATE audit_event SET subject = NULL, entry = replace(entry, '"done"', '"failed"') WHERE n = 5`,
      ),
    ).toMatch(/entry 5 was changed/)
    expect(await tampered('DELETE FROM audit_event WHERE n = 4')).toMatch(
      /entry 4 is missing.*leaf 3 of the tree is missing/,
    )
    expect(await tampered('DELETE FROM audit_event WHERE n < 4 OR n > 4')).not.toBe('')
  })

  test('a workstation that sends its work and not its log is noticed; an op without an entry is too', async () => {
    const there = await aCloud(postgres)
    const station = await newStation(there.cloud, there.practice)
    makeOwner(station)
    registerOne(station)
    await settle(station)
    const look = (hours?: number) =>
      inPractice(there.cloud.pool, there.practice, (client) => findSilent(client, there.practice, hours))
    expect(await look()).toBe(0)
    await asOwner(there, `UPDATE device_credential SET made_at = now() - interval '5 hours'`)
    expect([await look(), await look()]).toEqual([1, 0])
    expect(await kindsThere(there)).toEqual(['silent'])
    // another workstation is told; and it is over when the log is heard
    const other = await aDesk(there)
    await other.send()
    other.add(1)
    await other.send()
    expect(other.kinds()).toEqual(['silent'])
    const desk = deskOn(there, logIn(tempFolder(), station.device, presentClock()), station.token)
    desk.add(1)
    await desk.send()
    expect(await kindsThere(there)).toEqual([])
    other.add(1)
    await other.send()
    expect(other.kinds()).toEqual([])

    // its ops have no entry in this log: invariant 20
    const said = await there.verify()
    expect(said.opsWithoutEntry).toBe(2)
    desk.log.append(auditEntry({ op: said.firstOpsWithout[0] ?? '' }))
    await desk.send()
    expect(await there.verify()).toMatchObject({
      opsWithoutEntry: 1,
      firstOpsWithout: [said.firstOpsWithout[1]],
    })
  })

  test('an alarm that is settled here is settled in the cloud', async () => {
    const there = await aCloud(postgres)
    const station = await newStation(there.cloud, there.practice)
    makeOwner(station)
    await settle(station)
    const desk = await aDesk(there)
    desk.add(1)
    await desk.send()
    await asOwner(
      there,
      `INSERT INTO audit_alarm (practice_id, kind, device_id) VALUES ('${there.practice}', 'silent', '${randomUUID()}')`,
    )
    desk.add(1)
    await desk.send()
    const [alarm] = desk.book.alarms()
    desk.book.settle(alarm?.id ?? '', '2026-11-23T15:05:00.000Z', anActor.id, 'It is in the cupboard.')
    await desk.send()
    expect(await asOwner(there, 'SELECT reason, settled_at IS NOT NULL AS settled FROM audit_alarm')).toEqual(
      [{ reason: 'It is in the cupboard.', settled: true }],
    )
  })

  test('a cloud that has too much to do is come back to, and the record does not wait for it', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    await desk.send()
    desk.add(1)
    await desk.send()
    desk.add(3)
    // somebody holds the practice's tree
    const hold = await there.cloud.pool.connect()
    onTestFinished(() => hold.release())
    await hold.query('BEGIN')
    await hold.query(`SELECT set_config('app.practice_id', $1, true)`, [there.practice])
    await hold.query('SELECT size FROM audit_tree WHERE practice_id = $1 FOR UPDATE', [there.practice])
    desk.lane.start()
    onTestFinished(() => desk.lane.stop())
    const station = await newStation(there.cloud, there.practice)
    makeOwner(station)
    registerOne(station)
    await settle(station)
    expect(desk.book.waiting()).toBe(3)
    await hold.query('ROLLBACK')
    await expect.poll(() => desk.book.waiting(), { timeout: 60_000 }).toBe(0)
  }, 90_000)

  test('what is paused, as in a drill, says nothing until it is over', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(2)
    desk.book.pause(new Date(desk.clock.wall + 60_000).toISOString())
    await desk.send()
    expect(desk.book.waiting()).toBe(2)
    desk.clock.wall += 60_001
    await desk.send()
    expect(desk.book.waiting()).toBe(0)
  })
})
