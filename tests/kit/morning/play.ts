/**
 * Plays a morning on two whole workstations of one practice and its cloud, on the screen. All of them live by a clock that is set: hours
 * pass in a moment. Between the workstations and the cloud is a line of ours, which is cut while the network is out.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { createPractice } from '../../../shared/access/create-practice.ts'
import { addDays, dayIn } from '../../../shared/kernel/time.ts'
import { dayNumberOf, weekdayOf } from '../../../shared/schedule/day-axis.ts'
import type { ScheduleConflict } from '../../../shared/schedule/list-conflicts.ts'
import { OsKeychain } from '../../../src-main/app/keychain.ts'
import { readSlots } from '../../../src-main/vault/slots.ts'
import { startApp, type App } from '../../../tools/kit/app.ts'
import { CloudProcess } from '../../../tools/kit/cloud-process.ts'
import { SetClock } from '../../../tools/kit/set-clock.ts'
import { openWorkstation, owner } from '../../../tools/kit/workstation.ts'
import { Line } from '../../../tools/drill/line.ts'
import { Random } from '../../simulation/random.ts'
import { connectOn, joinOn, pillSays } from '../cloud-apps.ts'
import { pictureSize } from '../pictures.ts'
import { makeFolder, removeFolder } from '../practice.ts'
import { pressLock, signInOn } from '../seeded-app.ts'
import { FrontDesk, type Paid } from './front-desk.ts'
import { desks, furnishHouse, instantAt, zone, type House } from './house.ts'
import {
  clockOf,
  nameOf,
  opens,
  outage,
  type Act,
  type DeskNumber,
  type Morning,
  type Visit,
} from './plan.ts'

/** ms. A screen locks by itself after 15 minutes without a key; of many keys the app is told of one in a quarter of a second. */
const [longestPause, heardAfter] = [6 * 60_000, 260]

/** An act whose end the screen has shown. */
export type Done = Readonly<{ act: Act; desk: DeskNumber; paid: Paid | null; apart: boolean }>

/** What whoever looks on is shown, so that it can take pictures. */
export type Moment = 'before' | 'apart' | 'conflict' | 'choice' | 'after'
export type Onlooker = (moment: Moment, play: MorningPlay) => Promise<void>

export class MorningPlay {
  readonly morning: Morning
  readonly day: string
  readonly folders: readonly [string, string] = [makeFolder(), makeFolder()]
  readonly done: Done[] = []
  /** What the pages said of themselves. */
  readonly errors: string[] = []
  /** What each desk was shown of the conflict before it was settled. */
  shown: readonly (readonly ScheduleConflict[])[] = []
  /** Of each page how often a pointer was used since the morning began. */
  pointers: readonly number[] = []
  house!: House
  clock!: SetClock
  cloud!: CloudProcess
  line!: Line
  apps: App[] = []
  desks: FrontDesk[] = []
  /** When both were last at their keys, by the machine's own clock. */
  #touched = 0
  #look: Onlooker = () => Promise.resolve()
  readonly #cloudFolder = makeFolder(true)

  constructor(morning: Morning) {
    this.morning = morning
    this.day = lastWorkday()
  }

  /** Everybody is in, and the day is on both screens. */
  async begin(): Promise<void> {
    const { folders, day, morning } = this
    this.clock = new SetClock(join(this.#cloudFolder, 'clock'), Date.parse(instantAt(day, opens - 8)))
    const { clock } = this
    const seed = async () => {
      const profile = folders[0]
      const desk = await openWorkstation({ profile, clock, keys: new OsKeychain() as never })
      await desk.call(createPractice, { ...owner })
      this.house = await furnishHouse(desk, morning, day)
      desk.close()
    }
    const serve = async () => {
      this.cloud = await CloudProcess.in(this.#cloudFolder, clock.forProcess)
      this.line = await Line.to(this.cloud.port, new Random(morning.seed))
    }
    // the machines stand where the practice is
    const env = { ...clock.forApp, TZ: zone }
    const start = (profile: string) => startApp({ profile, env, args: ['--holdfast-idle-minutes=15'] })
    const [first, second] = await Promise.all([
      seed().then(() => start(folders[0])),
      start(folders[1]),
      serve(),
    ])
    this.apps = [first, second]
    const [one, two] = [await this.#pageOf(0), await this.#pageOf(1)]
    await signInOn(one)
    await this.cloud.withPool((pool) => connectOn(one, { pool, port: this.line.port, ca: this.cloud.ca }))
    await joinOn(one, two)
    // each has to know of both people of the front desk before the owner leaves
    await allKnown(folders)
    const pages = await Promise.all([this.#comeIn(0, one), this.#comeIn(1, two)])
    this.desks = pages.map((page) => new FrontDesk(page))
    await this.until(opens)
    for (const desk of this.desks) {
      await desk.board()
      await watchPointers(desk.page)
    }
  }

  async play(look: Onlooker): Promise<void> {
    this.#look = look
    const moments: [at: number, does: () => Promise<void>][] = [
      [8 * 60 + 5, () => look('before', this)],
      [outage.from, () => this.#cut()],
      [10 * 60 + 45, () => look('apart', this)],
      [outage.to, () => this.#mend()],
      [outage.to + 5, () => look('conflict', this)],
    ]
    for (const act of this.morning.acts) {
      while (moments[0] && moments[0][0] <= act.at) {
        const [at, does] = moments.shift() ?? [0, () => Promise.resolve()]
        await this.until(at)
        await does()
      }
      await this.until(act.at)
      const paid = await this.#do(act)
      this.done.push({ act, desk: act.desk, paid, apart: act.at >= outage.from && act.at < outage.to })
    }
    await this.together()
    await look('after', this)
    this.pointers = await Promise.all(this.desks.map(({ page }) => pointersOn(page)))
  }

  /** Waits until each desk has sent and read all. */
  async together(): Promise<void> {
    for (const { page } of this.desks) await pillSays(page, 'Up to date')
  }

  /** As people close their windows. */
  async quit(): Promise<void> {
    for (const app of this.apps) await app.quit()
    this.apps = []
  }

  async end(): Promise<void> {
    for (const app of this.apps) await app.kill()
    await (this.line as Line | undefined)?.close()
    await (this.cloud as CloudProcess | undefined)?.stop()
    ;(this.clock as SetClock | undefined)?.close()
    for (const folder of [...this.folders, this.#cloudFolder]) removeFolder(folder)
  }

  /** Lets time pass until a minute of the day, as far as it has not. Both touch their keys meanwhile, so no screen locks. */
  async until(minute: number): Promise<void> {
    const to = Date.parse(instantAt(this.day, 0)) + minute * 60_000
    for (let left = to - this.clock.now(); left > 0; left = to - this.clock.now()) {
      const by = Math.min(left, longestPause)
      const soon = this.#touched + heardAfter - performance.now()
      if (soon > 0) await new Promise((resolve) => setTimeout(resolve, soon))
      this.clock.advance(by)
      for (const { page } of this.desks) {
        await page.clock.fastForward(by)
        await page.keyboard.press('Shift')
      }
      this.#touched = performance.now()
    }
  }

  async #do(act: Act): Promise<Paid | null> {
    const desk = this.desks[act.desk]
    if (!desk) throw new Error('no such desk')
    const { who } = act
    if (act.what === 'arrive') return desk.arrive(who, act.pays)
    if (act.what === 'check-out') return desk.checkOut(who, act.followUp, act.pays)
    if (act.what === 'walk-in') return desk.walkIn(who, act.cents)
    if (act.what === 'room') await desk.room(who, act.room)
    else if (act.what === 'provider') await desk.withProvider(who)
    else if (act.what === 'no-show') await desk.noShow(who)
    else if (act.what === 'book') await desk.book(who, act.minute)
    else if (act.what === 'move') await desk.move(who, this.titleOf(act.provider), act.minute)
    else if (act.what === 'cancel') await desk.cancel(who)
    else await this.#settle(desk, who)
    return null
  }

  /** The act that comes next, in words. */
  get at(): string {
    const act = this.morning.acts[this.done.length]
    return act ? `${clockOf(act.at)}, desk ${act.desk + 1}: ${act.what}, ${nameOf(act.who)}` : 'the end'
  }

  titleOf(provider: number): string {
    return this.house.providers[provider]?.name ?? ''
  }

  async #settle(desk: FrontDesk, who: Visit): Promise<void> {
    this.shown = await Promise.all(this.desks.map((each) => each.conflicts()))
    const [conflict] = await desk.conflicts()
    if (!conflict) throw new Error('nobody is shown that two desks said different things')
    for (const each of this.desks) await each.isToldOf(who)
    await desk.openConflict()
    await this.#look('choice', this)
    await desk.keepMoved(conflict)
    await this.together()
  }

  async #cut(): Promise<void> {
    this.line.set('cut')
    for (const { page } of this.desks) await pillSays(page, /^Working offline since /)
  }

  async #mend(): Promise<void> {
    this.line.set('open')
    for (const desk of this.desks) await desk.tryNow()
    for (const { page } of this.desks) await pillSays(page, /^(Up to date|\d+ needs? you)$/)
  }

  async #pageOf(n: DeskNumber, after?: Page): Promise<Page> {
    const page = await this.apps[n]!.page(after)
    await page.setViewportSize(pictureSize)
    await page.clock.install({ time: this.clock.now() })
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text())
    })
    return page
  }

  /** With the code of the invitation; the code to come back with is printed. */
  async #comeIn(n: DeskNumber, before: Page): Promise<Page> {
    const { username, password } = desks[n]
    await pressLock(before)
    const page = await this.#pageOf(n, before)
    await page.getByRole('button', { name: 'Someone else' }).click()
    await page.getByRole('button', { name: 'I have an invitation' }).click()
    await page.getByLabel('User name').fill(username)
    await page.getByLabel('Code of the invitation').fill(this.house.invited[n]?.code ?? '')
    await page.getByLabel('Choose a password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Print the code' }).click()
    await page.getByLabel(/printed or written down/).click()
    await page.getByRole('button', { name: 'Open the workstation' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    return page
  }
}

/** The owner and both of the front desk may come in at each. */
async function allKnown(folders: readonly string[]): Promise<void> {
  const knownAt = (folder: string) => readSlots(join(folder, 'store', 'slots.json'))?.users.length ?? 0
  await expect.poll(() => folders.map(knownAt), { timeout: 60_000 }).toEqual([3, 3])
}

/**
 * The last day of the week before today that is none of a weekend: certificates that are made on it are good by the clock of this machine,
 * which TLS goes by.
 */
function lastWorkday(): string {
  let day = addDays(dayIn(zone, Date.now()), -1)
  while (weekdayOf(dayNumberOf(day)) > 5) day = addDays(day, -1)
  return day
}

type Watched = { pointers: number }
const watchPointers = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const scope = globalThis as unknown as Watched
    scope.pointers = 0
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
      addEventListener(kind, () => void (scope.pointers += 1), { capture: true, passive: true })
  })
const pointersOn = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as Watched).pointers)
