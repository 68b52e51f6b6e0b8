/** Somebody at a desk who has a keyboard and nothing else: what they do is counted, and each act ends when the screen says that it is done. */
import type { Locator, Page } from 'playwright-core'
import { formatCents } from '../../../shared/kernel/money.ts'
import { Actions } from '../actions.ts'
import { listConflicts, type ScheduleConflict } from '../../../shared/schedule/list-conflicts.ts'
import { askOn } from '../bridge.ts'
import { GridWalk } from './grid-walk.ts'
import { typedDate, typedTime, nameOf, type Visit } from './plan.ts'

/** A thing people come to a desk for, and how many user actions it took: once for each time it was done. */
export type Counted = Readonly<{ task: string; actions: readonly string[] }>
export type Paid = Readonly<{ number: string; cents: number }>

export class FrontDesk {
  readonly page: Page
  readonly counted: Counted[] = []
  #at: 'board' | 'grid' | null = null

  constructor(page: Page) {
    this.page = page
  }

  // the flow board

  get #board(): Locator {
    return this.page.getByRole('grid', { name: 'Patients of the day' })
  }

  #row(who: Visit, stage?: string): Locator {
    const rows = stage === undefined ? '[role=row]' : `[role=row][data-stage="${stage}"]`
    return this.#board.locator(rows).filter({ hasText: nameOf(who) })
  }

  async board(): Promise<void> {
    if (this.#at !== 'board') await this.page.keyboard.press('Alt+y')
    this.#at = 'board'
    await this.#board.waitFor()
    await this.#hasFocus(this.#board)
  }

  /** Goes to somebody by their name. What another desk did first is waited for. */
  async #stand(who: Visit, stage?: string): Promise<Actions> {
    await this.board()
    const actions = new Actions(this.page)
    await this.page.keyboard.press('/')
    await actions.write(`${who.family} ${who.given}`)
    await this.#row(who, stage).waitFor()
    await actions.command('Enter')
    await this.#row(who).and(this.page.locator('[aria-selected="true"]')).waitFor()
    await this.#hasFocus(this.#board)
    return actions
  }

  /** What they owe is taken at once where `pays`. */
  async arrive(who: Visit, pays: boolean): Promise<Paid | null> {
    const actions = await this.#stand(who)
    await actions.command('a')
    await this.#row(who, 'arrived').waitFor()
    const asks = !who.isComplete || who.copayCents !== null
    if (!asks) {
      this.#count('check in, nothing missing', actions)
      return null
    }
    const pane = this.#pane('Check-in', who)
    if (!who.isComplete) await this.#noteAll(pane, actions)
    const paid = pays ? await this.#pay(pane, actions, who.copayCents ?? 0) : null
    this.#count(
      `check in${who.isComplete ? ', nothing missing' : ', all that was missing noted'}${pays ? ', copay taken' : ''}`,
      actions,
    )
    await this.#leavePane()
    return paid
  }

  async room(who: Visit, room: number): Promise<void> {
    const actions = await this.#stand(who, 'arrived')
    await actions.command('r')
    await this.page.getByRole('dialog', { name: `Room for ${nameOf(who)}` }).waitFor()
    await actions.command(String(room))
    await this.#row(who, 'roomed').waitFor()
    this.#count('bring to a room', actions)
  }

  async withProvider(who: Visit): Promise<void> {
    const actions = await this.#stand(who, 'roomed')
    await actions.command('p')
    await this.#row(who, 'with-provider').waitFor()
    this.#count('with the provider', actions)
  }

  /** From the patient who stands there: the next visit, the copay, the door. */
  async checkOut(who: Visit, followUp: boolean, pays: boolean): Promise<Paid | null> {
    await this.#stand(who, 'with-provider')
    const actions = new Actions(this.page)
    await actions.command('o')
    const pane = this.#pane('Check-out', who)
    await this.#hasFocus(pane)
    let paid: Paid | null = null
    if (followUp) {
      await actions.command('2')
      const first = pane.locator('[aria-live=polite] button').first()
      await this.#hasFocus(first)
      await actions.command('Enter')
      await this.page
        .getByText(`${nameOf(who)} comes again on`)
        .first()
        .waitFor()
      // the amount is there to be taken with the next key; where nothing is owed, the keys of the pane are
      if (pays) await this.#hasFocus(pane.getByLabel('Amount'))
      else await this.#hasFocus(pane)
      if (pays) paid = await this.#take(pane, actions, who.copayCents ?? 0)
    } else if (pays) paid = await this.#pay(pane, actions, who.copayCents ?? 0)
    await actions.command('l')
    await this.#row(who, 'left').waitFor()
    await pane.waitFor({ state: 'detached' })
    const words = ['check out', followUp && 'with follow-up', pays && 'copay taken'].filter(Boolean)
    this.#count(words.join(', '), actions)
    return paid
  }

  async noShow(who: Visit): Promise<void> {
    const actions = await this.#stand(who)
    await actions.command('x')
    await this.#row(who, 'no-show').waitFor()
    this.#count('no-show', actions)
  }

  /** `cents`: what they pay, typed: nobody knows a copay yet. */
  async walkIn(who: Visit, cents: number | null): Promise<Paid | null> {
    await this.board()
    const actions = new Actions(this.page)
    await actions.command('w')
    const dialog = this.page.getByRole('dialog', { name: 'Walk-in' })
    await this.#hasFocus(dialog.getByLabel('Who is it'))
    await actions.write(`${who.family} ${who.given}`)
    if (who.isKnown) {
      await dialog
        .getByRole('group', { name: 'Found' })
        .getByRole('button', { name: nameOf(who) })
        .waitFor()
      await actions.command('Enter')
      await dialog.getByRole('button', { name: `${nameOf(who)} is here` }).waitFor()
    } else {
      // nobody, or somebody whose name is much like theirs
      await dialog
        .getByText('Nobody is found by that.')
        .or(dialog.getByRole('group', { name: 'Found' }))
        .waitFor()
      await this.#tabTo(dialog.getByRole('button', { name: 'Somebody new' }))
      await actions.command('Enter')
      await this.#hasFocus(dialog.getByLabel('Birth date'))
      await actions.write(typedDate(who.birthDate))
    }
    await actions.command('Enter')
    await dialog.waitFor({ state: 'detached' })
    await this.#row(who, 'arrived').filter({ hasText: 'walk-in' }).waitFor()
    this.#count(`walk-in, ${who.isKnown ? 'known' : 'new'}`, actions)
    const pane = this.#pane('Check-in', who)
    const more = new Actions(this.page)
    await this.#noteAll(pane, more)
    let paid: Paid | null = null
    if (cents !== null) {
      await more.command('m')
      await this.#hasFocus(pane.getByLabel('Amount'))
      await more.write((cents / 100).toFixed(2))
      paid = await this.#take(pane, more, cents)
    }
    await this.#leavePane()
    return paid
  }

  // booking, from wherever one is

  async book(who: Visit, minute: number): Promise<void> {
    const actions = new Actions(this.page)
    await actions.command('Alt+b')
    const form = this.page.getByRole('form', { name: 'Book a visit' })
    await this.#hasFocus(form.getByRole('combobox', { name: 'Patient' }))
    if (who.isKnown) {
      await actions.type(`${who.family} ${who.given}`)
      await form.getByText('born').first().waitFor()
    } else {
      await actions.type(nameOf(who))
      await this.#hasFocus(form.getByLabel('Birth date'))
      await actions.type(typedDate(who.birthDate))
      await actions.type('6175550199')
    }
    await this.#tabTo(form.getByLabel('Time'))
    await actions.write(typedTime(minute))
    await actions.command('Control+Enter')
    await this.page
      .getByText(`Booked: ${nameOf(who)}`)
      .first()
      .waitFor()
    await form.waitFor({ state: 'detached' })
    this.#count(`book, ${who.isKnown ? 'known' : 'new'}`, actions)
  }

  // the schedule

  async grid(): Promise<GridWalk> {
    if (this.#at !== 'grid') await this.page.keyboard.press('Alt+s')
    this.#at = 'grid'
    const grid = this.page.getByRole('grid')
    await grid.locator('[data-appointment]').first().waitFor()
    const walk = new GridWalk(this.page)
    await walk.enter()
    return walk
  }

  /** Cut where it is, put where it shall be: the way there by arrows is none, as that of a pointer would be. */
  async move(who: Visit, title: string, minute: number): Promise<void> {
    const walk = await this.grid()
    await walk.toBox(nameOf(who))
    const actions = new Actions(this.page)
    await actions.command('Control+x')
    await this.page.getByText('is cut. Mark a time').waitFor()
    await walk.toMinute(title, minute)
    await actions.command('Control+v')
    await walk.isAt(nameOf(who), title, minute)
    this.#count('move', actions)
  }

  async cancel(who: Visit): Promise<void> {
    const walk = await this.grid()
    await walk.toBox(nameOf(who))
    const actions = new Actions(this.page)
    await actions.command('Delete')
    const panel = this.page.getByRole('complementary', { name: 'Appointment' })
    await this.#hasFocus(panel.getByLabel('Reason'))
    await this.#tabTo(panel.getByLabel('Note'))
    await actions.command('Enter')
    await this.page
      .getByText(`${nameOf(who)} is called off.`)
      .first()
      .waitFor()
    await this.page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    this.#count('call off', actions)
  }

  /** Whoever has heard that the network is there again does not wait for the next try. */
  async tryNow(): Promise<void> {
    const pill = this.page.getByRole('banner').getByRole('button', { name: /Show what waits/ })
    await this.#tabTo(pill, 'Shift+Tab')
    await this.page.keyboard.press('Enter')
    const more = this.page.getByRole('link', { name: 'Cloud and outages' })
    await more.waitFor()
    const again = this.page.getByRole('button', { name: 'Try now' })
    // it goes by itself where the cloud was tried meanwhile
    if ((await again.count()) > 0) {
      await this.#tabTo(again)
      await this.page.keyboard.press('Enter')
    }
    await this.page.keyboard.press('Escape')
    await more.waitFor({ state: 'hidden' })
    this.#at = null
    await this.grid()
  }

  /** What this desk is shown of two truths that nobody has settled. */
  async conflicts(): Promise<readonly ScheduleConflict[]> {
    return (await askOn<{ conflicts: ScheduleConflict[] }>(this.page, listConflicts.name, {})).conflicts
  }

  /** Above the grid it is said what two desks planned apart. */
  async isToldOf(who: Visit): Promise<void> {
    await this.grid()
    await this.page
      .getByRole('status')
      .filter({ hasText: `${nameOf(who)}: ` })
      .filter({ hasText: 'Two desks planned it apart.' })
      .waitFor()
  }

  async openConflict(): Promise<void> {
    await this.grid()
    await this.#tabTo(this.page.getByRole('button', { name: 'Choose', exact: true }), 'Shift+Tab')
    await this.page.keyboard.press('Enter')
    await this.#versions.locator('button').first().waitFor()
  }

  /** The visit takes place, where and when it was moved to: one key chooses, the next settles. */
  async keepMoved({ offered }: ScheduleConflict): Promise<void> {
    const actions = new Actions(this.page)
    await actions.command(offered.plan?.cancelled === false ? '2' : '1')
    await this.#hasFocus(this.#versions.locator('[data-settle]'))
    await actions.command('Enter')
    await this.#versions.waitFor({ state: 'detached' })
    this.#count('settle two versions', actions)
  }

  get #versions(): Locator {
    return this.page.getByRole('complementary', { name: 'Two versions' })
  }

  // what several of these do

  #count(task: string, { done }: Actions): void {
    this.counted.push({ task, actions: [...done] })
  }

  #pane(what: 'Check-in' | 'Check-out', who: Visit): Locator {
    return this.page.getByRole('complementary', { name: `${what} of ${nameOf(who)}` })
  }

  async #noteAll(pane: Locator, actions: Actions): Promise<void> {
    await pane.getByRole('heading', { name: /^Missing: / }).waitFor()
    await this.#hasFocus(pane)
    await actions.command('s')
    await pane.getByRole('heading', { name: 'Nothing is missing' }).waitFor()
  }

  async #pay(pane: Locator, actions: Actions, cents: number): Promise<Paid> {
    await pane.getByText(`${formatCents(cents)} due`).waitFor()
    await this.#hasFocus(pane)
    await actions.command('m')
    await this.#hasFocus(pane.getByLabel('Amount'))
    return this.#take(pane, actions, cents)
  }

  async #take(pane: Locator, actions: Actions, cents: number): Promise<Paid> {
    await actions.command('Enter')
    await pane.getByText(`${formatCents(cents)} paid`).waitFor()
    const line = await pane.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{6,9} · /).innerText()
    await this.#hasFocus(pane)
    return { number: line.split(' ')[0] ?? '', cents }
  }

  async #leavePane(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.#hasFocus(this.#board)
  }

  /** The keys go there. */
  async #hasFocus(what: Locator): Promise<void> {
    await what.and(this.page.locator(':focus')).waitFor({ state: 'attached' })
  }

  /** By Tab, as far as it takes: the way to a field belongs to filling it. */
  async #tabTo(what: Locator, key = 'Tab'): Promise<void> {
    const target = what.and(this.page.locator(':focus'))
    for (let left = 40; left > 0; left -= 1) {
      if ((await target.count()) > 0) return
      await this.page.keyboard.press(key)
    }
    throw new Error(`not reached by Tab: ${String(what)}`)
  }
}
