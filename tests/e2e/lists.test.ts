/** Lists of hundreds of rows: drawn in part, walked from end to end, and what is opened stays opened. */
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seedChart, seedPatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { noKeychain } from '../kit/seeded-app.ts'

/** A screen of 900 pixels shows some thirty rows, and keeps a dozen ready on either side. */
const mostDrawn = 80

describe.skipIf(noKeychain !== null)('a list of hundreds', () => {
  let patientId = ''
  const opened = openApp(async (desk) => {
    patientId = await seedPatient(desk, 'Longworth', 'Lena')
    seedChart(desk, patientId, { visits: 520, tests: 430 })
    for (let n = 1; n <= 260; n += 1) await seedPatient(desk, `Family${String(n).padStart(3, '0')}`, 'Given')
  })
  const drawn = () => opened.page.locator('[data-row]')
  const focusedRow = () =>
    opened.page.evaluate(() => Number((document.activeElement as HTMLElement).dataset['row']))
  const textOf = (row: Locator) => row.innerText()
  /** Scrolls through the whole of it, and the most rows that were drawn on the way. */
  const scrollThrough = () =>
    opened.page.evaluate(async () => {
      const scroller = document.querySelector('[data-row]')?.closest('table')?.parentElement
      if (!scroller) throw new Error('no list')
      let most = 0
      let blank = 0
      for (let top = 0; top < scroller.scrollHeight; top += scroller.clientHeight / 2) {
        scroller.scrollTop = top
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        const rows = [...scroller.querySelectorAll<HTMLElement>('[data-row]')]
        most = Math.max(most, rows.length)
        const box = scroller.getBoundingClientRect()
        const seen = rows.filter((row) => {
          const at = row.getBoundingClientRect()
          return at.bottom > box.top + 40 && at.top < box.bottom
        })
        // what is in sight has its rows, from the head to the edge
        if (seen.length < Math.floor((box.height - 60) / 28) - 1) blank += 1
      }
      return { most, blank, total: scroller.scrollHeight }
    })

  test.each([
    ['encounters', 'Encounters', 520],
    ['results', 'Results', 430],
  ])(
    '%s: as few rows are drawn at the end as at the start; Home, End and pages walk it',
    async (section, label, count) => {
      const { page } = opened
      await goTo(page, `/chart/${patientId}/${section}`)
      const table = page.getByRole('table', { name: label })
      await table.waitFor()
      // who listens is told how long it is all the same
      await expect.poll(() => table.getAttribute('aria-rowcount')).toBe(String(count + 1))
      expect(await drawn().count()).toBeLessThan(mostDrawn)
      const scrolled = await scrollThrough()
      expect(scrolled.most).toBeLessThan(mostDrawn)
      expect(scrolled.blank).toBe(0)
      expect(scrolled.total).toBeGreaterThanOrEqual(count * 28)

      await page.evaluate(() =>
        document.querySelector('[data-row]')?.closest('table')?.parentElement?.scrollTo(0, 0),
      )
      await page.locator('[data-row="0"]').focus()
      await page.keyboard.press('End')
      await expect.poll(focusedRow).toBe(count - 1)
      await page.keyboard.press('PageUp')
      await expect.poll(focusedRow).toBeLessThan(count - 1)
      const above = await focusedRow()
      expect(above).toBeGreaterThan(count - 60)
      expect(above).toBeLessThan(count - 10)
      await page.keyboard.press('ArrowUp')
      await expect.poll(focusedRow).toBe(above - 1)
      await page.keyboard.press('Home')
      await expect.poll(focusedRow).toBe(0)
      // scrolled away by the wheel, the row that has the focus goes; the next key goes on from it
      await table.hover()
      await page.mouse.wheel(0, 4000)
      await expect.poll(() => page.locator('[data-row="0"]').count()).toBe(0)
      await page.keyboard.press('ArrowDown')
      await expect.poll(focusedRow).toBe(1)
      expect(await drawn().count()).toBeLessThan(mostDrawn)
    },
  )

  test('sorting and filtering keep what is opened, and say how it is sorted', async () => {
    const { page } = opened
    await goTo(page, `/chart/${patientId}/results`)
    const table = page.getByRole('table', { name: 'Results' })
    await table.waitFor()
    const filter = page.getByLabel('Filter results')
    await filter.fill('test 217')
    await page.locator('[data-row="0"]').filter({ hasText: 'Test 217' }).click()
    const detail = page.getByRole('complementary', { name: 'Test 217' })
    await detail.waitFor()
    const marked = page.locator('[data-selected]')
    await expect.poll(() => textOf(marked)).toContain('Test 217')

    await filter.fill('')
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('431')
    await detail.waitFor()
    const head = page.getByRole('columnheader', { name: /^Test/ })
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(() => textOf(page.locator('[data-row="0"]'))).toContain('Test 001')
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => textOf(page.locator('[data-row="0"]'))).toContain('Test 430')
    await detail.waitFor()
    // it is where the order puts it, still marked
    await page.evaluate(() => {
      const scroller = document.querySelector('[data-row]')?.closest('table')?.parentElement
      scroller?.scrollTo(0, 213 * 28 - 200)
    })
    await expect.poll(() => marked.count()).toBe(1)
    await expect.poll(() => textOf(marked)).toContain('Test 217')
    // a filter that leaves it out of the list does not close it; one that finds nothing says so, and comes back
    await filter.fill('nothing is called this')
    await page.getByText('Nothing matches “nothing is called this”').waitFor()
    await detail.waitFor()
    await filter.press('Escape')
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('431')
    await expect.poll(() => drawn().count()).toBeGreaterThan(10)
    await detail.waitFor()
  })

  test('everyone: the end of the practice is one key away, and its rows come as they are reached', async () => {
    const { page } = opened
    await goTo(page, '/patients')
    const table = page.getByRole('table', { name: 'Everyone' })
    await table.waitFor()
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('262')
    expect(await drawn().count()).toBeLessThan(mostDrawn)
    await page.locator('[data-row="0"]').focus()
    await page.keyboard.press('End')
    await expect.poll(focusedRow).toBe(260)
    await expect.poll(() => textOf(page.locator('[data-row="260"]'))).toContain('Longworth')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Lena Longworth' }).waitFor()
    expect(opened.errors).toEqual([])
  })
})
