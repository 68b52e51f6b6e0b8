/** From a click on a line to the chart it opens. */
import type { Page } from 'playwright-core'
import type { Session } from '../../src-main/pipeline/session.ts'
import { paintedAfter, pause, type Shown } from './page-probe.ts'
import { toPatients } from './running-app.ts'

export type LongChart = Readonly<{ patientId: string; mrn: string; encounters: number }>

/** Every patient with 500 encounters and more. */
export const longCharts = ({ store }: Session): LongChart[] =>
  store.read.rows<LongChart>(
    `SELECT e.patientId, p.mrn, count(*) AS encounters FROM encounters e JOIN patients p ON p.id = e.patientId
     GROUP BY e.patientId HAVING encounters >= 500 ORDER BY p.n`,
  )

const sections = 'nav[aria-label="Sections of the chart"]'
const summaryShown = ({ encounters }: LongChart): Shown[] => [
  { selector: `${sections} a[href*="/encounters"] span:nth-child(2)`, texts: [String(encounters)] },
  { selector: 'section:has(h2 a[href*="/encounters"]) li', texts: null },
]
const encountersShown: readonly Shown[] = [
  { selector: 'table[aria-label="Encounters"] tr[data-row="0"]', texts: null },
]

export type Opened = { chart: number; encounters: number }

/** Opens each from the list: none of them is in a cache of the screen before. */
export async function openAll(page: Page, charts: readonly LongChart[]): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const chart of charts) {
    await toPatients(page)
    await page.getByLabel('Find patients').fill(chart.mrn)
    const row = page
      .locator('table[aria-label="Patients found"] tr[data-row]', { hasText: chart.mrn })
      .first()
    await row.waitFor()
    await row.hover()
    await pause()
    const ms = await paintedAfter(page, 'click', summaryShown(chart), () =>
      page.mouse.down().then(() => page.mouse.up()),
    )
    await pause()
    const link = page.locator(`${sections} a[href*="/encounters"]`)
    await link.hover()
    opened.push({
      chart: ms,
      encounters: await paintedAfter(page, 'click', encountersShown, () =>
        page.mouse.down().then(() => page.mouse.up()),
      ),
    })
  }
  return opened
}
