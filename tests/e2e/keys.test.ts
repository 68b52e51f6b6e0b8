/** The whole way to a chart and through it without a mouse, and what a screen reader is told. */
import { describe, expect, test } from 'vitest'
import { seedChart, seedPatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { noKeychain } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('by keys alone', () => {
  const opened = openApp(async (desk) => {
    const ids = [
      await seedPatient(desk, 'Abernathy', 'Clio', { birthDate: '1962-11-30' }),
      await seedPatient(desk, 'Baptiste', 'Noel', { birthDate: '1988-01-02' }),
      await seedPatient(desk, 'Castellanos', 'Ines', { birthDate: '2015-06-17' }),
    ]
    for (const id of ids) seedChart(desk, id, { visits: 4, tests: 6 })
  })
  const press = async (...keys: string[]) => {
    for (const key of keys) await opened.page.keyboard.press(key)
  }
  const heading = (name: RegExp | string) => opened.page.getByRole('heading', { level: 1, name }).waitFor()
  const section = () =>
    opened.page
      .getByRole('navigation', { name: 'Sections of the chart' })
      .locator('[aria-current]')
      .innerText()
  /** What has the focus, as a screen reader says it: role and name. */
  const focused = () =>
    opened.page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null
      const name = at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      return `${at?.getAttribute('role') ?? at?.tagName.toLowerCase()}: ${name.trim().slice(0, 60)}`
    })

  const administration = [
    'people',
    'people/new',
    'levels',
    'locations',
    'sign-in',
    'workstations',
    'review',
  ].map((tab) => `/administration/${tab}`)

  test('sign-in leads to the search, three letters and Enter to the chart', async () => {
    const { page } = opened
    await heading('Patients')
    await expect.poll(focused).toBe('input: Find patients')
    await page.keyboard.type('abe')
    await page.getByRole('status').filter({ hasText: '1 patient' }).waitFor()
    await press('Enter')
    await heading('Clio Abernathy')
    await expect.poll(section).toContain('Summary')
  })

  test('Ctrl+K finds a patient by birth date from anywhere, and a command by its words; Esc closes it', async () => {
    const { page } = opened
    await press('Control+k')
    const search = page.getByRole('combobox', { name: 'Find a patient or a command' })
    await page.keyboard.type('01021988')
    const option = page.getByRole('option', { name: /Baptiste/ })
    await option.waitFor()
    // a screen reader follows the marked one while the field keeps the focus
    await expect.poll(() => option.getAttribute('aria-selected')).toBe('true')
    expect(await search.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    await press('Enter')
    await heading('Noel Baptiste')
    await press('Control+k')
    await page.keyboard.type('no patient is called this')
    await page.getByText('No patient and no command by that name.').waitFor()
    await press('Escape')
    await search.waitFor({ state: 'detached' })
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Noel Baptiste')
    await press('Control+k')
    await page.keyboard.type('register')
    await page.getByRole('option', { name: /Register a patient/ }).waitFor()
    await press('Enter')
    await heading('Register patient')
    await press('Alt+p')
    await heading('Patients')
  })

  test('two letters, arrow down, Enter opens a third; Alt+[ and Alt+] walk the tabs, each at its own section', async () => {
    const { page } = opened
    await expect.poll(focused).toBe('input: Find patients')
    await page.keyboard.type('ca')
    await page.locator('[data-row="0"]').filter({ hasText: 'Castellanos' }).waitFor()
    await press('ArrowDown')
    await expect.poll(focused).toContain('tr: Castellanos')
    await press('Enter')
    await heading('Ines Castellanos')
    const tabs = page.getByRole('navigation', { name: 'Open charts' })
    expect(
      (await tabs.getByRole('link').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')),
    ).toEqual(['Abernathy, Clio 1962', 'Baptiste, Noel 1988', 'Castellanos, Ines 2015'])
    await press('Alt+7')
    await expect.poll(section).toContain('Results')
    await press('Alt+[')
    await heading('Noel Baptiste')
    await expect.poll(section).toContain('Summary')
    await press('Alt+9')
    await expect.poll(section).toContain('Encounters')
    await press('Alt+]')
    await heading('Ines Castellanos')
    await expect.poll(section).toContain('Results')
    // the tabs are a ring
    await press('Alt+]')
    await heading('Clio Abernathy')
  })

  test('Alt+1 to Alt+9 are the first nine sections, in the order they stand in', async () => {
    const { page } = opened
    const names = await page
      .getByRole('navigation', { name: 'Sections of the chart' })
      .getByRole('link')
      .allInnerTexts()
    expect(names.length).toBeGreaterThanOrEqual(12)
    for (let n = 1; n <= 9; n += 1) {
      await press(`Alt+${n}`)
      await expect.poll(section).toBe(names[n - 1])
      await page.getByRole('heading', { level: 2 }).first().waitFor()
    }
  })

  test('in a list: arrows, Home and End, Enter opens beside it, Esc closes it and the row has the focus again', async () => {
    const { page } = opened
    await press('Alt+9')
    const rows = page.getByRole('table', { name: 'Encounters' })
    await rows.waitFor()
    await page.locator('[data-row="0"]').focus()
    await press('ArrowDown', 'ArrowDown')
    await expect.poll(focused).toContain('Visit 3')
    await press('End')
    await expect.poll(focused).toContain('Visit 4')
    await press('Home')
    await expect.poll(focused).toContain('Visit 1')
    await press('Enter')
    const detail = page.getByRole('complementary', { name: /Visit 1/ })
    await detail.waitFor()
    // the way out works from the list as from what was opened
    await detail.getByRole('button', { name: 'Close' }).focus()
    await press('Escape')
    await detail.waitFor({ state: 'detached' })
    await expect.poll(focused).toContain('Visit 1')
  })

  test('Alt+W closes the chart in front and shows its neighbour; the last one gives way to the list; reopened it is there again', async () => {
    const { page } = opened
    await heading('Clio Abernathy')
    await press('Alt+w')
    await heading('Noel Baptiste')
    await press('Alt+w')
    await heading('Ines Castellanos')
    await press('Alt+w')
    await heading('Patients')
    await page.getByRole('navigation', { name: 'Open charts' }).waitFor({ state: 'detached' })
    await press('Control+k')
    await page.keyboard.type('castell')
    await page.getByRole('option', { name: /Castellanos/ }).waitFor()
    await press('Enter')
    await heading('Ines Castellanos')
    await expect.poll(section).toContain('Summary')
  })

  test('? shows every key, Esc closes it and gives the focus back; while one types, ? is a question mark', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Castellanos, Ines' }).focus()
    const before = await focused()
    await press('Shift+?')
    const help = page.getByRole('dialog', { name: 'Keys' })
    await help.waitFor()
    for (const keys of ['Ctrl K', 'Ctrl L', 'Alt P', 'Alt N', 'Alt W', 'Esc'])
      expect(await help.innerText()).toContain(keys)
    await press('Escape')
    await help.waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(before)
    await press('Alt+p')
    await heading('Patients')
    await expect.poll(focused).toBe('input: Find patients')
    await page.keyboard.type('who?')
    await expect.poll(() => page.getByLabel('Find patients').inputValue()).toBe('who?')
    await press('Escape')
    await expect.poll(() => page.getByLabel('Find patients').inputValue()).toBe('')
  })

  test('Tab goes through the frame, then the screen, in reading order; whatever has the focus shows it', async () => {
    const { page } = opened
    await goTo(page, '/patients')
    await page.locator('[data-row="0"]').waitFor()
    await page.getByRole('link', { name: 'Skip to the content' }).focus()
    // by the keyboard, so that the ring is that of the keyboard
    await press('Tab', 'Shift+Tab')
    const seen: { name: string; ring: boolean }[] = []
    for (let n = 0; n < 40; n += 1) {
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement
        const style = getComputedStyle(element)
        const wrapped = getComputedStyle(element.closest('[data-with-left-section]') ?? element)
        const drawn = (each: CSSStyleDeclaration) =>
          (each.outlineStyle !== 'none' && Number.parseFloat(each.outlineWidth) > 0) ||
          each.boxShadow !== 'none' ||
          element.matches('input')
        return {
          body: element === document.body,
          name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30),
          ring: drawn(style) || drawn(wrapped),
        }
      })
      if (at.body || (n > 0 && at.name === seen[0]?.name)) break
      seen.push(at)
      await press('Tab')
    }
    expect(seen.filter(({ ring }) => !ring)).toEqual([])
    const names = seen.map(({ name }) => name)
    const order = [
      'Skip to the content',
      'Patients',
      'Needs you',
      'Import',
      'Cloud',
      'Downtime',
      'Find a patient or a command',
      'Lock the workstation',
      'Print',
      'Register patient',
      'Find patients',
      'Name',
      'Abernathy',
    ]
    const places = order.map((name) => names.findIndex((each) => each.startsWith(name)))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('everything that can be used has a role and a name', async () => {
    const { page } = opened
    for (const path of ['/patients', '/patients/new', '/import', ...administration]) {
      await goTo(page, path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, [tabindex="0"]')]
          .filter((element) => element.offsetParent !== null)
          .filter((element) => {
            const labelled = (element as HTMLInputElement).labels?.[0]?.textContent ?? ''
            const by = element.getAttribute('aria-labelledby')
            const text =
              element.getAttribute('aria-label') ?? (by && document.getElementById(by)?.textContent) ?? ''
            return !(labelled || text || element.textContent || element.title).trim()
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      )
      expect([path, nameless]).toEqual([path, []])
    }
    expect(await page.getByRole('main').count()).toBe(1)
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()).toEqual([
      'Today',
      'Patients',
      'Schedule',
      'Needs you',
      'Import',
      'Cloud',
      'Downtime',
      'Privacy',
      'Admin',
      'Audit',
    ])
    expect(opened.errors).toEqual([])
  })
})
