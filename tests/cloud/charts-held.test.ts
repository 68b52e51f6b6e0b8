/** A workstation that holds some of the charts: what it takes in, what it brings, and what it lets go. */
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { practices } from '../../shared/access/practice.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Appointment } from '../../shared/schedule/appointment.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import {
  chartOf,
  daysAgo,
  heldAt,
  hold,
  keep,
  keeperOf,
  openChart,
  seePatient,
} from '../kit/chart-stations.ts'
import { hydrating } from '../kit/hydrate.ts'
import { rowFor } from '../kit/rows.ts'
import { command, countOf } from '../kit/store.ts'
import { transportOf } from '../kit/transport.ts'
import {
  contentsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
} from '../kit/cloud.ts'

/** 18 months, and what was opened in the last 90 days. */
const recent = { months: 18, days: 90 }

describe.skipIf(skipWithout !== null)('a workstation that holds recent charts', () => {
  const postgres = usePostgres()

  /** One that holds everything, one that is new, and patients who were here today, lately, long ago and never again. */
  async function practice(chartsHeld: typeof recent | null = recent) {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder, {
      cut: { rows: 15, textBytes: 100_000 },
    })
    const id = await newTestPractice(cloud)
    const one = await newStation(cloud, id)
    makeOwner(one)
    command(one.store, (tx) => {
      tx.put(practices, {
        id,
        name: 'Harbor',
        timeZone: 'UTC',
        createdAt: daysAgo(9),
        chartsHeld,
        secondFactor: null,
        leaseHours: null,
        idleMinutes: null,
        keyMonths: null,
        passwordLength: null,
        passwordDays: null,
        passwordWords: null,
        retention: null,
        exportAlone: null,
        exportMost: null,
      })
      // of no chart, and so before all of them
      tx.put(records.drugs, rowFor(records.drugs, 1) as never)
    })
    const seen = { today: 0, lately: 200, longAgo: 700, once: 3000 }
    const ids = Object.fromEntries(
      Object.entries(seen).map(([when, days]) => [when, seePatient(one, days, when)]),
    ) as Record<keyof typeof seen, string>
    await settle(one)
    const asked: string[] = []
    const two = await newStation(cloud, id, {
      parts: hydrating,
      around: (inner) =>
        transportOf(inner, {
          segment: (snapshot, n) => {
            asked.push(`segment ${n}`)
            return inner.segment(snapshot, n)
          },
          chart: (patient, ...more) => {
            asked.push(`chart ${Object.entries(ids).find(([, each]) => each === patient)?.[0]}`)
            return inner.chart(patient, ...more)
          },
        }),
    })
    return { name, cloud, id, one, two, ids, asked, keeper: keeperOf(two) }
  }
  type Made = Awaited<ReturnType<typeof practice>>
  const held = ({ two, ids }: Made) =>
    Object.fromEntries(Object.entries(ids).map(([when, patient]) => [when, heldAt(two, patient)]))
  const same = ({ one, two, ids }: Made, when: keyof Made['ids']) =>
    expect(chartOf(two, ids[when])).toEqual(chartOf(one, ids[when]))
  const everybodys = ['patients', 'coverages', 'allergies', 'conflicts', 'users', 'practices'] as const

  test('takes in those and no others, as the practice says; what is held of everybody it has of everybody', async () => {
    const made = await practice()
    const { one, two, asked } = made
    await settle(two)
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'no', once: 'no' })
    for (const when of ['today', 'lately'] as const) same(made, when)
    for (const when of ['longAgo', 'once'] as const) expect(chartOf(two, made.ids[when])).toEqual([])
    const [all, some] = [contentsOf(one), contentsOf(two)]
    for (const table of everybodys) expect([table, some[table]]).toEqual([table, all[table]])
    const { segments } = await two.transport.hydrate()
    const needed = segments.filter(({ months }) => months !== null && months <= 18)
    expect(needed.length).toBeLessThan(segments.length)
    expect(new Set(asked.filter((each) => each.startsWith('segment')))).toEqual(
      new Set(needed.map(({ n }) => `segment ${n}`)),
    )
    expect(two.engine.cursor).toEqual(one.engine.cursor)
  })

  test('brings the charts of whoever comes today before all others', async () => {
    const made = await practice()
    const { two, keeper, ids } = made
    for (let step = 0; step < 30 && heldAt(two, ids.today) !== 'loading'; step += 1) await two.engine.step()
    expect(two.store.sync.get('epoch')).toBeNull()
    await keep(keeper)
    expect(heldAt(two, ids.today)).toBe('yes')
    same(made, 'today')
    // and what the snapshot has of it, which is older, changes nothing
    await settle(two)
    same(made, 'today')
    expect(countOf(two.store, 'chart_gone')).toBe(0)
  })

  test('brings one that is opened, keeps it as it becomes, and lets it go when it was not opened for long', async () => {
    const made = await practice()
    const { one, two, ids, keeper, asked } = made
    await settle(two)
    const write = (note: string) =>
      command(one.store, (tx) =>
        tx.put(problems, rowFor(problems, 1, { patientId: ids.longAgo, note }) as never),
      )
    write('before it was opened')
    await settle(one, two)
    expect(chartOf(two, ids.longAgo)).toEqual([])
    openChart(two, ids.longAgo)
    expect(heldAt(two, ids.longAgo)).toBe('loading')
    write('while it is brought')
    await settle(one, two)
    await keep(keeper)
    expect(asked.filter((each) => each.startsWith('chart'))).toEqual(['chart longAgo'])
    same(made, 'longAgo')
    write('after')
    command(two.store, (tx) => {
      const [mine] = two.store.read.rows<{ id: string }>(
        'SELECT id FROM problems WHERE patientId = ?',
        ids.longAgo,
      )
      tx.amend(problems, mine?.id ?? '', { note: 'written at the other' })
    })
    await settle(one, two)
    same(made, 'longAgo')
    await keep(keeper)
    expect(heldAt(two, ids.longAgo)).toBe('yes')
    two.store.db.prepare('UPDATE chart SET usedAt = ? WHERE patient = ?').run(daysAgo(91), ids.longAgo)
    await keep(keeperOf(two))
    expect([heldAt(two, ids.longAgo), chartOf(two, ids.longAgo)]).toEqual(['no', []])
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'no', once: 'no' })
  })

  test('brings the chart of whoever is given an appointment soon, at another desk, and keeps it', async () => {
    const made = await practice()
    const { one, two, ids, keeper } = made
    await settle(two)
    const book = (patientId: string, inDays: number) =>
      command(one.store, (tx) => {
        const row = rowFor(records.appointments, 1, { patientId, steps: [] }) as Appointment
        const plan = { ...row.plan, startsAt: daysAgo(-inDays), cancelled: false }
        tx.put(records.appointments, { ...row, plan })
      })
    book(ids.longAgo, 3)
    book(ids.once, 60)
    await settle(one, two)
    await keep(keeper)
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'yes', once: 'no' })
    same(made, 'longAgo')
    await keep(keeperOf(two))
    expect(heldAt(two, ids.longAgo)).toBe('yes')
  })

  test('in an outage lets nothing go, and what is wanted then comes when the cloud is back', async () => {
    const made = await practice(null)
    const { two, ids, one } = made
    await settle(two)
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'yes', once: 'yes' })
    hold(two.store, recent)
    let isAway = true
    const away = (): Promise<never> => Promise.reject(new Unreachable('offline'))
    const keeper = keeperOf(two, {
      isCurrent: () => !isAway,
      transport: transportOf(two.transport, {
        chart: (...asked) => (isAway ? away() : two.transport.chart(...asked)),
        activeCharts: (window) => (isAway ? away() : two.transport.activeCharts(window)),
      }),
    })
    for (let n = 0; n < 3; n += 1) await keeper.step()
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'yes', once: 'yes' })
    isAway = false
    await keep(keeper)
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'no', once: 'no' })
    isAway = true
    openChart(two, ids.once)
    await expect(keeper.step()).rejects.toThrow('offline')
    expect(heldAt(two, ids.once)).toBe('loading')
    isAway = false
    await keep(keeper)
    same(made, 'once')
    expect(waitingIn(one)).toBe(0)
  })

  test('brings what a wider rule asks for and nothing else; and everything where that is the rule', async () => {
    const made = await practice()
    const { two, asked } = made
    await settle(two)
    await keep(keeperOf(two))
    asked.length = 0
    hold(two.store, { months: 24, days: 90 })
    await keep(keeperOf(two))
    expect(asked).toEqual(['chart longAgo'])
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'yes', once: 'no' })
    hold(two.store, null)
    await keep(keeperOf(two))
    expect(asked).toEqual(['chart longAgo', 'chart once'])
    expect(contentsOf(two)).toEqual(contentsOf(made.one))
    hold(two.store, { months: 3, days: 1 })
    await keep(keeperOf(two))
    expect(held(made)).toEqual({ today: 'yes', lately: 'no', longAgo: 'no', once: 'no' })
    // changed again before what the rule before asked for had come
    hold(two.store, null)
    const some = keeperOf(two)
    await some.step()
    await some.step()
    hold(two.store, recent)
    await keep(keeperOf(two))
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'no', once: 'no' })
    for (const when of ['today', 'lately'] as const) same(made, when)
  })

  test('goes on where it was, whenever it is killed', async () => {
    const made = await practice(null)
    const { two, one, cloud, id } = made
    // many charts, so that there is something to be killed in
    const more = Array.from({ length: 12 }, (_each, n) => seePatient(one, 2000 + n, `Old ${n}`))
    await settle(one, two)
    for (const holding of [recent, null, recent, null] as const) {
      hold(two.store, holding)
      let lives = 0
      for (let done = false; !done; lives += 1) {
        expect(lives).toBeLessThan(400)
        // each life ends at its second turn or its second answer
        let left = 2
        const dies = <T>(work: () => Promise<T>): Promise<T> =>
          (left -= 1) < 0 ? Promise.reject(new Unreachable('offline')) : work()
        const keeper = keeperOf(two, {
          turn: () => dies(() => Promise.resolve()),
          transport: transportOf(two.transport, {
            chart: (...asked) => dies(() => two.transport.chart(...asked)),
          }),
        })
        try {
          while ((await keeper.step()) === 'more');
          done = true
        } catch (error) {
          if (!(error instanceof Unreachable)) throw error
        }
      }
      expect(lives).toBeGreaterThan(3)
      for (const patient of [...Object.values(made.ids), ...more]) {
        const whole = chartOf(one, patient)
        expect([whole, []]).toContainEqual(chartOf(two, patient))
        expect(chartOf(two, patient).length > 0).toBe(heldAt(two, patient) === 'yes')
      }
    }
    expect(contentsOf(two)).toEqual(contentsOf(one))
    const three = await newStation(cloud, id, { parts: hydrating })
    await settle(three)
    expect(contentsOf(three)).toEqual(contentsOf(one))
  })

  test('is brought what there are two versions of, and chooses like any other', async () => {
    const made = await practice()
    const { one, two, ids, keeper } = made
    await settle(two)
    await keep(keeper)
    openChart(two, ids.longAgo)
    await keep(keeper)
    const row = one.store.db
      .prepare('SELECT id FROM problems WHERE patientId = ?')
      .pluck()
      .get(ids.longAgo) as string
    command(one.store, (tx) => tx.amend(problems, row, { name: 'Said by one' }))
    command(two.store, (tx) => tx.amend(problems, row, { name: 'Said by two' }))
    // what waits is not let go, however long ago it was opened
    two.store.db.prepare('UPDATE chart SET usedAt = ?').run(daysAgo(400))
    await keep(keeperOf(two))
    expect(heldAt(two, ids.longAgo)).toBe('yes')
    await settle(one, two)
    await settle(one, two)
    expect(countOf(two.store, 'conflicts')).toBe(1)
    await keep(keeperOf(two))
    expect(heldAt(two, ids.longAgo)).toBe('yes')
    expect(evictChart(two.store, ids.longAgo)).toBeNull()
    // and one that does not hold it is brought it
    const three = await newStation(made.cloud, made.id, { parts: hydrating })
    await settle(three)
    expect(heldAt(three, ids.longAgo)).toBe('loading')
    await keep(keeperOf(three))
    expect(chartOf(three, ids.longAgo)).toEqual(chartOf(one, ids.longAgo))
    const conflict = two.store.db.prepare('SELECT id FROM conflicts').pluck().get() as string
    command(two.store, (tx) => tx.amend(records.conflicts, conflict, { state: 'resolved' }))
    await settle(two, one, three)
    await keep(keeperOf(three))
    expect(heldAt(three, ids.longAgo)).toBe('no')
    expect(contentsOf(three)['conflicts']).toEqual(contentsOf(one)['conflicts'])
  })

  test('finds out that the cloud was restored while a chart came, and ends with what the others have', async () => {
    const made = await practice()
    const { name, one, two, ids, keeper } = made
    await settle(two)
    await keep(keeper)
    openChart(two, ids.once)
    await postgres.owner(name, (client) => client.query('UPDATE practice_head SET epoch = gen_random_uuid()'))
    await expect(keeper.step()).rejects.toThrow('busy')
    await settle(two, one)
    await keep(keeper)
    await settle(two, one)
    same(made, 'once')
    same(made, 'today')
    expect(held(made)).toEqual({ today: 'yes', lately: 'yes', longAgo: 'no', once: 'yes' })
    expect([waitingIn(one), waitingIn(two), countOf(two.store, 'attention')]).toEqual([0, 0, 0])
  })
})
