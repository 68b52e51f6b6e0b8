/** Whatever a name is made of, it is shown as text, in its place: nothing runs, nothing overflows, nothing beside it turns. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { records } from '../../shared/catalog.ts'
import { turningMarks } from '../../shared/kernel/fields.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { sections } from '../../src-renderer/charting/sections.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { seedPatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { contextAt } from '../kit/store.ts'

const hostile = {
  'as long as a field takes': 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 196),
  'emoji, and marks that pile up': 'Zoë👩‍⚕️🏳️‍🌈 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ 山田太郎',
  'from right to left, and turning what follows': 'عبد الرحمن \u2067גרינברג\u202E',
  'markup and formulas': `<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>{{7*7}}\${7*7}</td>`,
} as const
const kinds = Object.keys(hostile) as (keyof typeof hostile)[]

/** Two rows of every kind of record in a chart, with the name wherever a text may stand. */
function fillChart(desk: Workstation, patientId: string, name: string): void {
  const ofCharts = (Object.values(records) as unknown as RecordType[]).filter(
    ({ patient }) => patient !== null && patient !== 'id',
  )
  desk.session.store.transaction(contextAt(), (tx) => {
    for (const record of ofCharts)
      for (const n of [1, 2]) {
        const row = rowFor(record, n, { [record.patient ?? '']: patientId })
        const texts = Object.entries(row).filter(
          ([key, value]) =>
            typeof value === 'string' &&
            value.startsWith('text ') &&
            (record.row.shape[key] as z.ZodType).safeParse(name).success,
        )
        tx.put(record, { ...row, ...Object.fromEntries(texts.map(([key]) => [key, name])) })
      }
    tx.close('test.seed@1')
  })
}

/** Dates and record numbers on the screen whose last letter stands before their first, or that come before the name. */
const turned = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = /MRN \d+|\d{2}\/\d{2}\/\d{4}/.exec(node.textContent ?? '')
      if (!at) continue
      const xOf = (offset: number) => {
        const range = document.createRange()
        range.setStart(node, offset)
        range.setEnd(node, offset + 1)
        return range.getBoundingClientRect().left
      }
      if (xOf(at.index) > xOf(at.index + at[0].length - 1)) found.push(at[0])
      const name = node.parentElement?.querySelector('strong')?.getBoundingClientRect()
      if (name && name.left > xOf(at.index)) found.push(`${at[0]} before the name`)
    }
    return found
  })

describe.skipIf(noKeychain !== null)('a name', () => {
  const ids = new Map<string, string>()
  const opened = openApp(
    async (desk) => {
      for (const kind of kinds) {
        const name = hostile[kind]
        const patientId = await seedPatient(desk, name, name.slice(0, 40), {
          preferredName: name.slice(0, 30),
        })
        ids.set(kind, patientId)
        fillChart(desk, patientId, name)
        // whoever is called the same stands beside it as a duplicate
        await seedPatient(desk, name, name.slice(0, 40))
      }
    },
    {
      practiceName: hostile['as long as a field takes'].slice(0, 120),
      displayName: hostile['markup and formulas'],
    },
  )
  const idOf = (kind: string) => ids.get(kind) ?? ''
  /** As it is kept: what turns a line around has no place in a name. */
  const shownOf = (kind: keyof typeof hostile) =>
    hostile[kind].normalize('NFC').replace(turningMarks, '').trim()

  /** What is wider than its place, or out of sight, at the present width. */
  const faults = () =>
    opened.page.evaluate(() => {
      const wide = [document.documentElement, document.body, document.querySelector('main')]
        .filter((element) => element !== null)
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)
      const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        // a list, or what lies in a panel of its own, may be scrolled
        .filter((element) => !element.closest('table, [role=listbox], nav[aria-label="Open charts"]'))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
        .map(
          ({ element }) =>
            `${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 30)}`,
        )
      const cut = [...document.querySelectorAll<HTMLElement>('button')]
        .filter(
          (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('table'),
        )
        .flatMap((element) => [element, ...element.querySelectorAll<HTMLElement>('*')])
        .filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 &&
            getComputedStyle(element).overflow === 'hidden' &&
            getComputedStyle(element).textOverflow !== 'ellipsis',
        )
        .map((element) => `cut: ${element.textContent.slice(0, 30)}`)
      return [...wide, ...controls, ...cut]
    })
  /** Elements that only a name could have made, and code that only a name could have run. */
  const interpreted = () =>
    opened.page.evaluate(() => [
      ...[...document.querySelectorAll('img[src="x"], script:not([src]), [onerror]')].map(
        (each) => each.outerHTML,
      ),
      ...('ran' in globalThis ? ['it ran'] : []),
    ])

  test.each(kinds)(
    '%s: fits every screen at every width, and stands there as it is written',
    async (kind) => {
      const { page } = opened
      const patientId = idOf(kind)
      const shown = shownOf(kind)
      const places = [
        '/patients',
        '/patients/new',
        '/import',
        `/patients/${patientId}/edit`,
        ...sections.map(({ id }) => `/chart/${patientId}/${id}`),
      ]
      for (const place of places) {
        await goTo(page, place)
        await page.getByRole('heading').first().waitFor()
        await page.waitForFunction(() => document.querySelector('main')?.innerText.trim() !== '')
        for (const width of [1440, 1280, 1024]) {
          await page.setViewportSize({ width, height: 800 })
          expect({ place, width, faults: await faults() }).toEqual({ place, width, faults: [] })
        }
        expect({ place, interpreted: await interpreted() }).toEqual({ place, interpreted: [] })
      }
      await goTo(page, `/chart/${patientId}/summary`)
      const heading = page.getByRole('heading', { level: 1 })
      await heading.waitFor()
      expect(await heading.textContent()).toContain(shown)
      await page.keyboard.press('Control+k')
      // in the order they were registered, two of each
      const mrn = String(100_001 + 2 * kinds.indexOf(kind))
      await page.keyboard.type(mrn)
      const option = page.getByRole('option').filter({ hasText: mrn })
      await option.waitFor()
      expect(await option.textContent()).toContain(shown)
      expect(await faults()).toEqual([])
      await page.keyboard.press('Escape')
    },
  )

  test.each(kinds)('%s: turns nothing beside it, dates and numbers read from left to right', async (kind) => {
    const { page } = opened
    const patientId = idOf(kind)
    const backwards: string[] = []
    for (const place of [
      `/patients/${patientId}/edit`,
      ...['summary', 'timeline', 'encounters'].map((id) => `/chart/${patientId}/${id}`),
    ]) {
      await goTo(page, place)
      await page
        .getByText(/MRN 1000\d\d/)
        .first()
        .waitFor()
      await page.waitForFunction(() => document.querySelector('main')?.innerText.trim() !== '')
      backwards.push(...(await turned(page)))
    }
    expect(backwards).toEqual([])
    expect(opened.errors).toEqual([])
  })
})
