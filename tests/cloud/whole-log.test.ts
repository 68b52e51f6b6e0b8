/** The log of all workstations at the auditor's: fetched page by page, proven there, and nothing taken that does not fit (A12, A14). */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { EntriesPage } from '../../shared/audit/whole-wire.ts'
import { LogSearch } from '../../src-main/audit/search-log.ts'
import { entriesBy, vouchedOfAll } from '../../src-main/audit/log-reader.ts'
import { aCloud, aDesk, asOwner, deskOn, presentClock, type There } from '../kit/audit-desks.ts'
import { auditEntry, logIn } from '../kit/audit-logs.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { makeList } from '../../src-cloud/retention/make-list.ts'
import { letGo } from '../../src-cloud/retention/let-go.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { age, agree, lettingIn } from '../kit/old-audit.ts'
import { tempFolder } from '../kit/practice.ts'
import { readingAt, somebodyAs } from '../kit/whole-logs.ts'

describe.skipIf(skipWithout !== null)('the practice’s log at a workstation', () => {
  const postgres = usePostgres()

  /** Three workstations whose entries stand between each other in the tree. */
  async function aPractice(each = 12) {
    const there = await aCloud(postgres)
    const desks = [await aDesk(there), await aDesk(there), await aDesk(there)] as const
    for (let round = 0; round < 3; round += 1)
      for (const desk of desks) {
        desk.add(each / 3, `round-${round}`)
        await desk.send()
      }
    const by = await somebodyAs(there, 'auditor')
    return { there, desks, by }
  }
  /** Place, workstation and hash of each, as the cloud has them. */
  const inCloud = (there: There) =>
    asOwner<{ seq: number; workstation: string; n: number; h: string }>(
      there,
      'SELECT (leaf + 1)::int AS seq, device_id AS workstation, n::int, h FROM audit_event ORDER BY leaf',
    )
  const inCopy = (whole: ReturnType<typeof readingAt>['whole']) =>
    whole.db
      .prepare<[], { seq: number }>('SELECT seq, workstation, n, lower(hex(h)) AS h FROM audit ORDER BY seq')
      .all()

  test('all entries of three workstations come in the order of the tree, each vouched for, and go on being read', async () => {
    const { there, desks, by } = await aPractice()
    const { whole, read } = readingAt(there, desks[0], by)
    await read()
    expect(inCopy(whole)).toEqual(await inCloud(there))
    expect(whole.stations().map(({ workstation }) => workstation)).toEqual(
      desks.map(({ device }) => device).toSorted(),
    )
    for (const station of whole.stations()) expect(station).toMatchObject({ heard: expect.any(String) })
    const { n: last } = whole.last
    for (let seq = 1; seq <= last; seq += 1)
      expect(vouchedOfAll(whole, seq)).toMatchObject({ holds: true, tree: { size: last } })
    // an entry that was changed in the file of the copy is seen
    whole.db.prepare('UPDATE audit SET action = ? WHERE seq = 5').run('other')
    expect(vouchedOfAll(whole, 5)?.holds).toBe(false)
    desks[1].add(3, 'later')
    await desks[1].send()
    await read()
    const search = { from: null, before: null, op: null, sort: 'n', descending: true, upTo: null } as const
    const { numbers } = await new LogSearch(whole).find(
      { ...search, words: new Map([['action', ['later']]]) },
      () => new Map(),
      () => Promise.resolve(),
    )
    const found = entriesBy(whole, [...numbers])
    expect(found.map(({ workstation }) => workstation)).toEqual(Array(3).fill(desks[1].device))
    expect(found.map(({ n }) => n)).toEqual(found.map(({ n }) => n).toSorted((a, b) => b - a))
    expect([desks[0].kinds(), whole.state().alarm]).toEqual([[], null])
  })

  test('one without the right is refused by the cloud, also where their workstation asks by hand; another’s device too', async () => {
    const { there, desks } = await aPractice(3)
    const nurse = await somebodyAs(there, 'nurse')
    const { whole, read } = readingAt(there, desks[0], nurse)
    await read()
    expect(whole.state()).toMatchObject({ refused: true, size: 0 })
    const nobody = readingAt(there, desks[0], randomUUID())
    await nobody.read()
    expect(nobody.whole.state()).toMatchObject({ refused: true, size: 0 })
    // the token of one, the name of another
    const auditor = await somebodyAs(there, 'auditor')
    const other = readingAt(there, { ...desks[0], log: desks[1].log }, auditor)
    await expect(other.read()).rejects.toThrow('device.other')
    expect(other.whole.state().size).toBe(0)
    // with the right all of it comes
    const reading = readingAt(there, desks[0], auditor)
    await reading.read()
    expect(reading.whole.state()).toMatchObject({ refused: false, size: (await inCloud(there)).length })
  })

  test('closed after any page, it goes on from there and comes to the same', async () => {
    const { there, desks, by } = await aPractice(300)
    const reading = readingAt(there, desks[0], by)
    const { open, laneOn } = reading
    reading.whole.close()
    let opened = 0
    for (let came = 'more'; came === 'more' && opened < 40; opened += 1) {
      const whole = open(false)
      came = await laneOn(whole).step()
      whole.close()
    }
    expect(opened).toBeGreaterThan(3)
    const whole = open(false)
    expect(inCopy(whole)).toEqual(await inCloud(there))
    whole.close()
  })

  const lies: readonly (readonly [string, (page: EntriesPage) => EntriesPage])[] = [
    ['leaves an entry out', (page) => ({ ...page, entries: page.entries.toSpliced(4, 1) })],
    ['leaves out the last', (page) => ({ ...page, entries: page.entries.slice(0, -1) })],
    ['shows none', (page) => ({ ...page, entries: [] })],
    [
      'changes one',
      (page) => ({
        ...page,
        entries: page.entries.map((each, index) =>
          index === page.entries.findIndex(({ text }) => text.includes('round-'))
            ? { ...each, text: each.text.replace('round-0', 'round-9') }
            : each,
        ),
      }),
    ],
    [
      'exchanges two',
      (page) => ({ ...page, entries: page.entries.with(1, at(page, 0)).with(0, at(page, 1)) }),
    ],
    ['shows one twice', (page) => ({ ...page, entries: page.entries.toSpliced(3, 0, at(page, 2)) })],
    [
      'says of one that it was let go',
      (page) => ({ ...page, entries: page.entries.with(3, { text: at(page, 3).text, h: '0'.repeat(64) }) }),
    ],
    ['signs with another key', (page) => ({ ...page, tree: { ...page.tree, sig: 'AAAA' } })],
  ]
  const at = (page: EntriesPage, index: number) => page.entries[index] ?? { text: '', h: null }

  test.each(lies)('a cloud that %s is found out, and nothing of the page is taken', async (what, lie) => {
    const { there, desks, by } = await aPractice()
    const { whole, read } = readingAt(there, desks[0], by, lie)
    await read()
    expect(whole.state()).toMatchObject({ size: 0 })
    const kind = what.startsWith('signs') ? 'other-key' : 'rewritten'
    expect([desks[0].kinds(), whole.state().alarm]).toEqual([[kind], kind])
    expect(
      desks[0].log.db.prepare('SELECT action, reason FROM audit ORDER BY seq DESC LIMIT 1').get(),
    ).toEqual({ action: 'audit.alarm', reason: kind })
  })

  test('a cloud that changes an entry in its database, or takes one out, is found by who reads it', async () => {
    for (const change of [
      `UPDATE audit_event SET entry = replace(entry, 'round-', 'rxund-') WHERE leaf = 20`,
      'DELETE FROM audit_event WHERE leaf = 20',
    ]) {
      const { there, desks, by } = await aPractice()
      await there.postgres.owner(there.name, async (client) => {
        await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
        await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER')
        await client.query(change)
      })
      const { whole, read } = readingAt(there, desks[2], by)
      await read()
      expect([desks[2].kinds(), whole.state().size]).toEqual([['rewritten'], 0])
    }
  })

  test('a cloud that shows an older tree is found; when that is settled it is tried again from where it was', async () => {
    const { there, desks, by } = await aPractice()
    let old: EntriesPage | null = null
    let isLying = false
    const { whole, read } = readingAt(there, desks[0], by, (page) => {
      old ??= page
      return isLying ? { ...old, entries: [] } : page
    })
    await read()
    const { size } = whole.state()
    desks[1].add(5, 'hidden')
    await desks[1].send()
    await read()
    expect(whole.state().size).toBe(size + 5)
    isLying = true
    await read()
    expect([desks[0].kinds(), whole.state().size]).toEqual([['rewritten'], size + 5])
    isLying = false
    // nothing is asked until somebody has looked
    desks[1].add(2, 'after')
    await desks[1].send()
    await read()
    expect(whole.state().size).toBe(size + 5)
    const [alarm] = desks[0].book.alarms()
    desks[0].book.settle(alarm?.id ?? '', new Date().toISOString(), by, 'A mistake of the line.')
    await read()
    expect([whole.state().alarm, inCopy(whole)]).toEqual([null, await inCloud(there)])
  })

  test('a cloud that was restored is read anew once the own lane has taken it; an entry that is another now is found', async () => {
    const { there, desks, by } = await aPractice()
    const { whole, read } = readingAt(there, desks[0], by)
    await read()
    const before = inCopy(whole)
    const asCloud = (sql: string) =>
      there.postgres.owner(there.name, async (client) => {
        await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
        await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER')
        await client.query(sql)
      })
    await asCloud('UPDATE practice_head SET epoch = gen_random_uuid()')
    // not before the lane has heard of it; and no other history than the lane's is begun with
    const fresh = readingAt(there, desks[0], by)
    await fresh.read()
    expect([fresh.whole.state().size, fresh.whole.state().alarm]).toEqual([0, null])
    await read()
    expect([inCopy(whole), whole.state().alarm]).toEqual([before, null])
    desks[0].add(1)
    await desks[0].send()
    expect(desks[0].kinds()).toEqual(['cloud-restored'])
    await read()
    expect(inCopy(whole)).toEqual(await inCloud(there))
    expect(whole.db.prepare('SELECT count(*) FROM before').pluck().get()).toBe(0)
    // a history that was invented to change what was
    whole.db
      .prepare('INSERT INTO before SELECT workstation, n, epoch, zeroblob(32) FROM audit WHERE seq = 5')
      .run()
    whole.beginAnew()
    await read()
    expect(desks[0].kinds()).toContain('rewritten')
    expect(whole.state().size).toBe(0)
  })

  test('what was let go by policy goes here too, once it is proven; a copy that begins afterwards has tombstones', async () => {
    const there = await aCloud(postgres)
    const by = await somebodyAs(there, 'auditor')
    const device = randomUUID()
    const token = await enrolDevice(there.cloud.pool, there.practice, device)
    const made = logIn(tempFolder(), device, presentClock())
    const present = made.clock.wall
    made.clock.wall -= 7 * 366 * 86_400_000
    const old = deskOn(there, made, token)
    for (let n = 0; n < 40; n += 1)
      old.log.append(auditEntry({ action: 'chart.open', subject: randomUUID(), detail: { n } }))
    await old.send()
    await age(there, 7)
    made.clock.wall = present
    const desk = await aDesk(there)
    desk.add(10)
    await desk.send()
    const before = readingAt(there, desk, by)
    await before.read()
    const all = await inCloud(there)
    expect(inCopy(before.whole)).toEqual(all)
    const listed = await makeList(new PostgresPractices(there.cloud.pool), there.practice, Date.now())
    await agree(there, listed.id)
    expect(await letGo(lettingIn(there), there.practice)).toMatchObject([{ state: 'gone' }])
    expect(listed.count).toBeGreaterThanOrEqual(40)
    const after = readingAt(there, desk, by)
    for (const { whole, read } of [before, after]) {
      await read()
      expect(desk.kinds()).toEqual([])
      expect([whole.gone(), inCopy(whole).length]).toEqual([listed.count, all.length - listed.count])
      expect(whole.db.prepare("SELECT count(*) FROM audit WHERE action = 'chart.open'").pluck().get()).toBe(0)
      for (const { seq } of inCopy(whole)) expect(vouchedOfAll(whole, seq)).toMatchObject({ holds: true })
    }
    // tombstones that no purge speaks for are no tombstones
    const lying = readingAt(there, desk, by, (page) => ({ ...page, purges: [] }))
    await lying.read()
    expect(desk.kinds()).toEqual(['rewritten'])
  })
})
