/** Contents for a downtime pack, and the pack laid out, on this thread. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry, PackContent, PackHead, PackPatient } from '../../src-main/downtime/pack-content.ts'
import { makePaper, type Paper } from '../../src-main/downtime/paper/make-paper.ts'
import type { FontFiles } from '../../src-main/downtime/paper/typeface.ts'
import { root } from '../../tools/proc.ts'

const font = (weight: number) =>
  new Uint8Array(
    readFileSync(join(root, `node_modules/@fontsource/roboto/files/roboto-all-${weight}-normal.woff`)),
  )
export const fonts: FontFiles = { regular: font(400), bold: font(700) }

export const head: PackHead = {
  practiceName: 'Harbor Street Family Medicine',
  workstation: '3F2A',
  madeAt: '2026-11-23T15:05:00.000Z',
  timeZone: 'America/New_York',
  today: '2026-11-23',
  dataAsOf: '2026-11-23T15:04:00.000Z',
  hasCloud: true,
}

export const entryOf = (text: string, detail = '', strong = false): Entry => ({ text, detail, strong })

export const patientOf = (n: number, more: Partial<PackPatient> = {}): PackPatient => ({
  patientId: `patient-${n}`,
  name: `Family${n}, Given`,
  sortName: `family${n}`,
  preferredName: '',
  birthDate: '1980-02-29',
  sex: 'female',
  mrn: String(200_000 + n),
  deceased: false,
  language: 'English',
  phones: ['617-555-0142 (mobile)'],
  contact: 'Jo Family, sister, 617-555-0101',
  coverages: ['Aetna, member W123'],
  why: ['today'],
  closed: false,
  withheld: 0,
  amendments: [],
  whole: true,
  twoVersions: [],
  allergies: [],
  problems: [],
  medications: [],
  vitals: null,
  results: [],
  lastVisit: null,
  ...more,
})

export const contentOf = (
  patients: readonly PackPatient[],
  more: Partial<PackContent> = {},
): PackContent => ({
  head,
  days: [
    {
      which: 'today',
      day: '2026-11-23',
      lines: patients.map(({ patientId }, n) => ({
        patientId,
        startsAt: new Date(Date.parse('2026-11-23T13:00:00.000Z') + n * 900_000).toISOString(),
        what: 'Office visit',
        who: 'Ana Rivera, MD',
        where: 'Room 2',
      })),
    },
    { which: 'tomorrow', day: '2026-11-24', lines: [] },
  ],
  patients,
  ...more,
})

export const paperOf = (content: PackContent): Promise<Paper> => makePaper(content, fonts)
