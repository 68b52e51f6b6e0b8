/** The downtime pack on paper: nothing is lost, nothing leaves its place, and what goes on says whose it is. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forms } from '../../../src-main/downtime/paper/forms.ts'
import { contentOf, entryOf, head, paperOf, patientOf } from '../../kit/paper.ts'
import { readPdf, type PdfPage } from '../../kit/read-pdf.ts'

/** What is on a page between its head and its foot, or on none of it. */
const bodyOf = ({ texts }: PdfPage) => texts.filter(({ y }) => y > 50 && y < 740)
const wordsOf = (pages: readonly PdfPage[]) =>
  pages.flatMap((page) => bodyOf(page).flatMap(({ text }) => text.split(/\s+/))).join(' ')

/** Every text lies between the margins, and none on the foot. */
function strayTexts(pages: readonly PdfPage[]) {
  return pages.flatMap(({ number, texts }) =>
    texts
      .filter(({ x, y, width }) => x < 41 || x + width > 571 || y < 34 || (y > 738 && y < 746) || y > 758)
      .map(({ text }) => `page ${number}: ${text.slice(0, 60)}`),
  )
}

test('every page says whose it is, how old, that it is confidential, and which of how many', async () => {
  const paper = await paperOf(contentOf([patientOf(1), patientOf(2)]))
  const pages = await readPdf(paper.bytes)
  expect(pages).toHaveLength(paper.pages)
  for (const { number, text } of pages) {
    expect(text).toContain('Downtime pack · Harbor Street Family Medicine')
    expect(text).toContain('Made 11/23/2026 10:05 AM · others’ work read up to 11/23/2026 10:04 AM')
    expect(text).toContain('Confidential patient information')
    expect(text).toContain(`Workstation 3F2A · page ${number} of ${pages.length}`)
  }
  expect(strayTexts(pages)).toEqual([])
})

test('a list of four hundred medications: each is there, in order, and each page says whose and what', async () => {
  const medications = Array.from({ length: 400 }, (_each, n) =>
    entryOf(
      `Drug${n} 10 MG Oral Tablet`,
      'Take one tablet by mouth every morning with a glass of water, and do not lie down for thirty minutes',
    ),
  )
  const paper = await paperOf(contentOf([patientOf(1), patientOf(2, { medications }), patientOf(3)]))
  const pages = await readPdf(paper.bytes)
  const own = paper.patients[1]?.pages ?? { from: 0, to: 0 }
  const these = pages.slice(own.from - 1, own.to)
  expect(these.length).toBeGreaterThan(8)
  const found = [...wordsOf(these).matchAll(/Drug(\d+) 10 MG/g)].map(([, n]) => Number(n))
  expect(found).toEqual(Array.from({ length: 400 }, (_each, n) => n))
  for (const page of these.slice(1)) {
    const [first] = bodyOf(page)
    expect(first?.text).toBe('Family2, Given (continued) · born 02/29/1980, 46 y · MRN 200002')
    expect(page.text).not.toMatch(/Family1|Family3/)
  }
  // of the lists, that of medications goes on: its name stands at its first line on every page
  const labels = these.map((page) => bodyOf(page).filter(({ text }) => text === 'Medications (400)').length)
  expect(labels.filter((count) => count === 1).length).toBeGreaterThanOrEqual(these.length - 1)
  expect(labels.every((count) => count <= 1)).toBe(true)
  expect(strayTexts(pages)).toEqual([])
})

test('one patient a page: nobody’s page has anything of another', async () => {
  const paper = await paperOf(contentOf(Array.from({ length: 12 }, (_each, n) => patientOf(n + 10))))
  const pages = await readPdf(paper.bytes)
  expect(paper.patients.map(({ pages: { from, to } }) => to - from)).toEqual(Array(12).fill(0))
  for (const [n, { pages: own }] of paper.patients.entries()) {
    const text = wordsOf(pages.slice(own.from - 1, own.to))
    const named = [...text.matchAll(/Family(\d+)/g)].map(([, each]) => each)
    expect(new Set(named)).toEqual(new Set([String(n + 10)]))
  }
})

test('schedule and list lead to the page of each patient', async () => {
  const content = contentOf(Array.from({ length: 70 }, (_each, n) => patientOf(n + 100)))
  const paper = await paperOf(content)
  const pages = await readPdf(paper.bytes)
  for (const { patientId, pages: own } of paper.patients) {
    const name = `Family${patientId.replace('patient-', '')},`
    const rows = pages
      .slice(1, paper.front.to)
      .flatMap(({ number, texts }) =>
        texts.filter(({ text }) => text.startsWith(name)).map(({ y }) => ({ number, y })),
      )
    // once on the schedule, once in the list; its page stands on the same line, at the right
    expect([name, rows.length]).toEqual([name, 2])
    for (const { number, y } of rows) {
      const shown = pages[number - 1]?.texts.filter((each) => each.y === y && each.x > 540)
      expect([name, shown?.map(({ text }) => text)]).toEqual([name, [String(own.from)]])
    }
  }
})

test('each blank form is on one page, with room to say whose it is and who entered it', async () => {
  const paper = await paperOf(contentOf([]))
  const pages = await readPdf(paper.bytes)
  const blank = pages.slice(paper.forms.from - 1, paper.forms.to)
  expect(blank).toHaveLength(forms.length)
  for (const [n, { title, ofPatient }] of forms.entries()) {
    expect(blank[n]?.text).toContain(title)
    expect(blank[n]?.text).toContain('Entered into Holdfast by')
    for (const label of ofPatient ? ['Patient', 'Birth date', 'MRN', 'Date, time'] : [])
      expect(blank[n]?.text).toContain(label)
  }
  expect(strayTexts(pages)).toEqual([])
})

describe('letters', () => {
  const named = async (name: string) => {
    const paper = await paperOf(contentOf([patientOf(1, { name })]))
    const pages = await readPdf(paper.bytes)
    const own = paper.patients[0]?.pages.from ?? 1
    return bodyOf(pages[own - 1] as PdfPage)[0]?.text
  }

  test.each([
    'O’Kon-Müller, Zoë Ångström',
    'Nguyễn, Thị Hường',
    'Đặng, Ậu Ẵm Ợi',
    'Щукин, Алексей Їжакович',
    'Ђорђевић, Љубица',
    'Παπαδόπουλος, Γιώργος ώ',
    'Łukaszewicz, Świętopełk Žižek Ğışıl',
    'Šťastný, Přemysl ő ű',
  ])('%s is printed as it is written', async (name) => expect(await named(name)).toBe(name))

  test.each([
    ['محمد علي', '◊◊◊◊ ◊◊◊'],
    ['王小明, Ming', '◊◊◊, Ming'],
    ['Ana 👩‍⚕️', 'Ana ◊'],
    ['אברהם', '◊◊◊◊◊'],
    ['Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['Ab\u202ecd\u200b', 'Abcd'],
  ])('what the typeface lacks of %s is shown as lacking', async (name, shown) =>
    expect(await named(name)).toBe(shown),
  )

  test('a power of ten stays one', async () => {
    const results = [
      { ...entryOf('WBC', '7.1 ×10³/µL'), takenAt: null },
      { ...entryOf('RBC', '4 ×10⁶/µL'), takenAt: null },
    ]
    const paper = await paperOf(contentOf([patientOf(1, { results })]))
    // the letter for micro is that for mu, and a reader of the file says so
    const text = wordsOf(await readPdf(paper.bytes)).replaceAll('μ', 'µ')
    expect(text).toContain('7.1 ×10³/µL')
    expect(text).toContain('4 ×10^6/µL')
    expect(text).not.toContain('×106')
  })
})

test('a name of two hundred letters without a space is broken, and nothing of it is lost', async () => {
  const name = Array.from({ length: 200 }, (_each, n) => String.fromCharCode(65 + (n % 26))).join('')
  const paper = await paperOf(contentOf([patientOf(1, { name, phones: [name, name] })]))
  const pages = await readPdf(paper.bytes)
  const own = pages[(paper.patients[0]?.pages.from ?? 1) - 1] as PdfPage
  const letters = bodyOf(own)
    .map(({ text }) => text)
    .join('')
  expect(letters.replaceAll(/[^A-Z]/g, '')).toContain(name)
  expect(strayTexts(pages)).toEqual([])
})

test(
  'whatever a record says, it is laid out, between the margins, and the same each time',
  { timeout: 300_000 },
  async () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 }).filter((value) => value.isWellFormed())
    const entries = fc.array(fc.record({ text, detail: text, strong: fc.boolean() }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(text, text, entries, entries, async (name, language, medications, problems) => {
        const content = contentOf([
          patientOf(1, { name, language, medications, problems, allergies: medications, phones: [language] }),
        ])
        const [one, two] = [await paperOf(content), await paperOf(content)]
        expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true)
        expect(strayTexts(await readPdf(one.bytes))).toEqual([])
      }),
      { numRuns: 10 },
    )
  },
)

test('where nobody is named, and nothing was ever read from others, that is said', async () => {
  const alone = await paperOf(contentOf([], { head: { ...head, hasCloud: false, dataAsOf: null } }))
  const text = (await readPdf(alone.bytes)).map((page) => page.text).join('\n')
  expect(text).toContain('this workstation’s own work only')
  expect(text).toContain('Nobody is expected that this workstation knows of.')
  const never = await paperOf(contentOf([], { head: { ...head, dataAsOf: null } }))
  expect((await readPdf(never.bytes))[0]?.text).toContain('others’ work never read')
})

test('a chart that is not on the workstation says so, and nothing of it looks as if there were none', async () => {
  const nothing = { problems: [], medications: [], results: [], vitals: null, lastVisit: null }
  const paper = await paperOf(contentOf([patientOf(1, { ...nothing, whole: false }), patientOf(2, nothing)]))
  const pages = await readPdf(paper.bytes)
  const [away, here] = paper.patients.map(({ pages: { from } }) => pages[from - 1]?.text ?? '')
  expect(away).toContain('This chart is not on this computer.')
  expect(away?.match(/Not on this computer\./g)).toHaveLength(5)
  expect(away).not.toContain('None recorded.')
  expect(here).not.toContain('on this computer')
  expect(here?.match(/None recorded\./g)).toHaveLength(5)
})

test('entries of kinds of data that are not for paper are counted, and no list without them looks as if there were none', async () => {
  const nothing = { problems: [], medications: [], results: [], vitals: null, lastVisit: null }
  const paper = await paperOf(
    contentOf([patientOf(1, { ...nothing, withheld: 2 }), patientOf(2, { ...nothing, withheld: 1 })]),
  )
  const pages = await readPdf(paper.bytes)
  const [two, one] = paper.patients.map(({ pages: { from } }) => pages[from - 1]?.text ?? '')
  expect(two).toContain('2 entries of this chart are not printed. What is prescribed may be among them; ask.')
  expect(one).toContain('One entry of this chart is not printed.')
  expect([two?.match(/None printed\./g)?.length, two?.includes('None recorded.')]).toEqual([5, false])
})
