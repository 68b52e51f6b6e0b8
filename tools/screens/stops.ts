/** Every screen behind sign-in, and how to get there. A new screen is a line here. */
import type { Page } from 'playwright-core'
import { sections } from '../../src-renderer/charting/sections.ts'
import type { People } from './people.ts'
import { goTo, searchFor, settle } from './visit.ts'

export type Stop = Readonly<{
  name: string
  go(page: Page, people: People): Promise<void>
  /** Closes what lies over the page, so that the next stop begins clean. */
  leave?(page: Page): Promise<void>
}>

const escape = (page: Page) => page.keyboard.press('Escape')
const chart = (who: keyof People, section: string) => (page: Page, people: People) =>
  goTo(page, `/chart/${people[who]}/${section}`)

const view =
  (who: keyof People, section: string, name: string) =>
  async (page: Page, people: People): Promise<void> => {
    await chart(who, section)(page, people)
    await page.getByText(name, { exact: true }).click()
    await settle(page)
  }

const openFirstRow = async (page: Page): Promise<void> => {
  await page.locator('[data-row="0"]').first().click()
  await settle(page)
}

/** The screen Downtime with a pack of everybody who was opened up to here. */
const freshPack = async (page: Page): Promise<void> => {
  await goTo(page, '/downtime')
  await page.getByRole('button', { name: 'Make it now' }).click()
  await page.getByText('Shows what the record says').waitFor({ timeout: 90_000 })
  await settle(page)
}

export const stops: readonly Stop[] = [
  { name: 'patients', go: (page) => goTo(page, '/patients') },
  { name: 'patients-search', go: (page) => searchFor(page, 'mar') },
  { name: 'patients-nobody', go: (page) => searchFor(page, 'zzyzx qqq') },
  {
    name: 'palette',
    go: async (page) => {
      await page.keyboard.press('Control+k')
      await page
        .getByRole('dialog')
        .getByRole('combobox')
        .or(page.getByRole('dialog').getByRole('textbox'))
        .first()
        .fill('mar')
      await settle(page)
    },
    leave: escape,
  },
  ...sections.map(({ id }) => ({ name: `chart-${id}`, go: chart('long', id) })),
  ...(['medications', 'results', 'encounters', 'documents'] as const).map((id) => ({
    name: `chart-${id}-open`,
    go: async (page: Page, people: People) => {
      await chart('long', id)(page, people)
      await openFirstRow(page)
    },
    leave: escape,
  })),
  { name: 'chart-vitals-trends', go: view('long', 'vitals', 'Trends') },
  { name: 'child-growth', go: view('child', 'vitals', 'Growth') },
  { name: 'child-summary', go: chart('child', 'summary') },
  { name: 'child-vitals', go: chart('child', 'vitals') },
  { name: 'child-immunizations', go: chart('child', 'immunizations') },
  { name: 'long-name-summary', go: chart('longName', 'summary') },
  { name: 'deceased-summary', go: chart('deceased', 'summary') },
  ...(['summary', 'timeline', 'medications', 'vitals', 'results', 'documents'] as const).map((id) => ({
    name: `empty-${id}`,
    go: chart('newcomer', id),
  })),
  { name: 'register', go: (page) => goTo(page, '/patients/new') },
  {
    name: 'register-faults',
    go: async (page) => {
      await goTo(page, '/patients/new')
      await page.getByLabel('Family name').fill('Okonkwo')
      await page.getByLabel('Given name').fill('Ngozi')
      await page.getByLabel(/Birth date/).fill('13/45/2020')
      await page.getByLabel(/ZIP/).fill('0211')
      await page.keyboard.press('Tab')
      await settle(page)
    },
  },
  { name: 'edit', go: (page, people) => goTo(page, `/patients/${people.longName}/edit`) },
  { name: 'attention', go: (page) => goTo(page, '/attention') },
  { name: 'import', go: (page) => goTo(page, '/import') },
  { name: 'cloud-none', go: (page) => goTo(page, '/cloud') },
  { name: 'downtime', go: freshPack },
  {
    name: 'downtime-find',
    go: async (page) => {
      await goTo(page, '/downtime')
      await page.getByLabel('Put a patient into the pack').fill('mar')
      await page.getByRole('option').first().waitFor()
      await settle(page)
    },
    leave: escape,
  },
  {
    name: 'downtime-pack-open',
    go: async (page, people) => {
      // opened, and so in it
      await goTo(page, `/chart/${people.long}/summary`)
      await freshPack(page)
      await page.getByRole('button', { name: 'Open the pack' }).click()
      await page.getByRole('img', { name: /page 1 of/ }).waitFor()
      await page.getByRole('navigation', { name: 'Pages by name' }).getByRole('button').nth(2).click()
      await settle(page, 2500)
    },
    leave: (page) => page.getByRole('button', { name: 'Close the pack' }).click(),
  },
  { name: 'downtime-ready', go: (page) => goTo(page, '/downtime/ready') },
  { name: 'downtime-outages', go: (page) => goTo(page, '/downtime/outages') },
  {
    name: 'status-panel',
    go: async (page) => {
      await page.getByRole('button', { name: /Show what waits/ }).click()
      await settle(page)
    },
    leave: escape,
  },
  {
    name: 'keys',
    go: async (page) => {
      await goTo(page, '/import')
      await page.locator('#main').focus()
      await page.keyboard.press('Shift+?')
      await page.getByRole('dialog').waitFor()
      await settle(page)
    },
    leave: escape,
  },
  {
    name: 'user-menu',
    go: async (page) => {
      await page.getByRole('button', { name: /Ana Rivera/ }).click()
      await settle(page)
    },
    leave: escape,
  },
]
