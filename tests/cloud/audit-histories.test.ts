/** What does not go on: copies, set-backs, forgeries and a cloud that lies are kept beside, told, and lose nothing (A6 to A9). */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AuditPush, AuditTaken } from '../../shared/audit/wire.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import { aCloud, aDesk, asOwner, copyOf, kindsThere } from '../kit/audit-desks.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('histories of the audit log', () => {
  const postgres = usePostgres()

  test('a copy that is used beside its original: both are kept, both are told, each goes on as its own', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(5)
    await desk.send()
    const clone = copyOf(there, desk)()
    desk.add(4, 'of-the-original')
    await desk.send()
    clone.add(6, 'of-the-copy')
    await clone.send()
    expect(clone.kinds()).toContain('fork')
    expect(await kindsThere(there)).toContain('fork')
    desk.add(2)
    await desk.send()
    expect(desk.kinds()).toContain('fork')
    for (const { book } of [desk, clone]) expect(book.waiting()).toBe(0)
    const epochs = await asOwner<{ epoch: number; closed: boolean }>(
      there,
      'SELECT log_epoch AS epoch, closed_at IS NOT NULL AS closed FROM audit_log ORDER BY log_epoch',
    )
    expect(epochs.filter(({ closed }) => !closed).length).toBeGreaterThanOrEqual(1)
    expect(epochs.length).toBeGreaterThanOrEqual(3)
    const aside = await asOwner<{ action: string }>(
      there,
      `SELECT DISTINCT entry::jsonb->>'action' AS action FROM audit_stray`,
    )
    expect(aside.map(({ action }) => action)).toContain('of-the-copy')
    expect((await there.verify()).faults).toEqual([])
    // each goes on after
    desk.add(3)
    clone.add(3)
    for (const each of [desk, clone, desk, clone]) await each.send()
    expect([desk.book.waiting(), clone.book.waiting()]).toEqual([0, 0])
    expect((await there.verify()).faults).toEqual([])
  })

  test('a workstation that was set back is told by the cloud, begins an epoch that says from where, and nothing is written over', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(5)
    await desk.send()
    const yesterday = copyOf(there, desk)
    desk.add(20)
    await desk.send()
    const known = desk.log.last.n
    desk.log.close()
    const restored = yesterday()
    // nothing was written since: only what the cloud signs tells
    await restored.lane.step()
    restored.clock.steady += 16 * 60_000
    await restored.send()
    expect(restored.kinds()).toEqual(['set-back'])
    expect(await kindsThere(there)).toEqual(['set-back'])
    const [link] = await asOwner<{ detail: { known: number } }>(
      there,
      `SELECT entry::jsonb->'detail' AS detail FROM audit_event WHERE entry::jsonb->>'action' = 'audit.new-epoch'`,
    )
    expect(link?.detail.known).toBe(known)
    restored.add(3)
    await restored.send()
    expect(restored.book.waiting()).toBe(0)
    const { entries, faults } = await there.verify()
    expect(faults).toEqual([])
    expect(entries).toBeGreaterThan(known)
  })

  test('a gap, and a code that is not of this place, are not taken', async () => {
    const there = await aCloud(postgres)
    let change: (push: AuditPush) => AuditPush = (push) => push
    const desk = await aDesk(there, randomUUID(), (way) => ({
      begin: (epoch) => way.begin(epoch),
      push: (push) => way.push(change(push)),
      settled: (alarm) => way.settled(alarm),
    }))
    desk.add(3)
    await desk.send()
    desk.add(4)
    change = (push) => ({ ...push, from: push.from + 1, events: push.events.slice(1) })
    // that is refused, with what is known; nothing is alarmed, and what is missing is sent
    await expect(desk.lane.step()).rejects.toMatchObject({ why: 'refused' })
    change = (push) => push
    await desk.send()
    expect([desk.book.waiting(), desk.kinds()]).toEqual([0, []])

    desk.add(4)
    change = (push) => ({ ...push, events: push.events.map((event) => ({ ...event, mac: 'ab'.repeat(32) })) })
    await desk.lane.step()
    change = (push) => push
    expect(desk.kinds()).toEqual(['damaged'])
    expect(await kindsThere(there)).toContain('forged')
    await desk.send()
    expect(desk.book.waiting()).toBe(0)
    expect((await there.verify()).faults).toEqual([])
  })

  test('a cloud that shows another tree is not believed, whichever way; nothing is let go until somebody has looked', async () => {
    const there = await aCloud(postgres)
    let lie: (taken: AuditTaken) => AuditTaken = (taken) => taken
    const desk = await aDesk(there, randomUUID(), (way) => ({
      begin: (epoch) => way.begin(epoch),
      push: async (push) => {
        const answer = await way.push(push)
        return 'receipt' in answer ? lie(answer) : answer
      },
      settled: (alarm) => way.settled(alarm),
    }))
    desk.add(30)
    await desk.send()
    const before = desk.book.lane()
    // whoever runs the cloud writes what was, and hashes and signs all of it anew
    await postgres.owner(there.name, async (client) => {
      await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
      await client.query(
        'ALTER TABLE audit_event DISABLE TRIGGER USER; ALTER TABLE audit_tree DISABLE TRIGGER USER',
      )
      await client.query(`UPDATE audit_event SET h = repeat('ab', 32) WHERE n = 3`)
      await client.query(`UPDATE audit_tree SET edge[1] = repeat('cd', 32)`)
    })
    desk.add(2)
    await expect(desk.send()).rejects.toMatchObject({ why: 'refused' })
    expect(desk.kinds()).toEqual(['rewritten'])
    expect(desk.book.lane()).toMatchObject({ tree: before.tree, acked: before.acked })
    const { faults } = await there.verify()
    expect(faults.join('; ')).toMatch(/entry 3 was changed/)
    expect(faults.join('; ')).toMatch(/the tree/)
    // once more is the same alarm, not another
    await expect(desk.send()).rejects.toMatchObject({ why: 'refused' })
    expect(desk.kinds()).toEqual(['rewritten'])

    // somebody has looked: from here on the present tree is what it must go on from
    const [alarm] = desk.book.alarms()
    desk.book.settle(alarm?.id ?? '', '2026-11-23T15:05:00.000Z', 'ana', 'restored by hand')
    lie = (taken) => ({ ...taken, sig: Buffer.from('another').toString('base64') })
    await expect(desk.send()).rejects.toMatchObject({ why: 'refused' })
    expect(desk.kinds()).toEqual(['other-key'])
  })

  test('a cloud that was restored is told from one that lies: what it lost is sent again', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.add(10)
    await desk.send()
    const practices = new PostgresPractices(there.cloud.pool)
    const { epoch } = await practices.head(there.practice)
    await practices.newEpoch(there.practice, epoch)
    desk.add(2)
    await desk.send()
    expect(desk.kinds()).toEqual(['cloud-restored'])
    expect(desk.book.waiting()).toBe(0)
    // restored to before it had anything of this log, its key among it
    await postgres.owner(there.name, async (client) => {
      await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
      for (const table of ['audit_event', 'audit_receipt', 'audit_log', 'audit_tree'])
        await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; DELETE FROM ${table}`)
      await client.query('DELETE FROM audit_alarm')
    })
    const now = await practices.head(there.practice)
    await practices.newEpoch(there.practice, now.epoch)
    desk.add(3)
    await desk.send()
    expect(desk.book.waiting()).toBe(0)
    const [aside] = await asOwner<{ n: number }>(there, 'SELECT count(*)::int AS n FROM audit_stray')
    expect(aside?.n).toBeGreaterThanOrEqual(13)
    expect((await there.verify()).faults).toEqual([])
  })
})
