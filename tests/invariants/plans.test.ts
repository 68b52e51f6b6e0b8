/** How SQLite answers every query there is: by an index, and in its order. A new query is covered without a line here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { accessLevels } from '../../shared/access/access-level.ts'
import { locations } from '../../shared/access/location.ts'
import { users } from '../../shared/access/user.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import { getDays } from '../../shared/schedule/get-days.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import type { Dispatch } from '../../src-main/pipeline/dispatch.ts'
import { everyContract, seedExamples } from '../kit/examples.ts'
import { planOf, type Statement } from '../kit/plans.ts'
import { doorOf, makeFolder, practiceIn, removeFolder, withRights, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { contextAt } from '../kit/store.ts'

/** Reads a whole table, or the whole of an index of it, and why that is right. Texts are parts of statements. */
const mayScan: Readonly<Record<string, string>> = {
  'active, rank FROM resources': 'providers, rooms and equipment of one practice: some hundreds',
  'active, rank FROM visitTypes': 'kinds of visits of one practice: some dozens',
  'SELECT count(*) AS total FROM patients':
    'how many there are is shown above the list; it is counted in the narrowest index',
  'SELECT n FROM patients':
    'a stretch of the list of everyone, read along the index of its order and limited',
  'from "practices" limit': 'there is one practice',
  'chartsHeld FROM practices LIMIT 1': 'there is one practice',
  'FROM reminders r JOIN patients p':
    'answers that nobody has seen to, along an index of nothing else, and limited',
  'from "emergencyKits" limit': 'there is one practice',
  'from "kitUses" order by "at"': 'a handful in the life of a practice',
  'select "version", "id", "username"': 'everybody who works or has worked here: some hundreds at most',
  'FROM access_levels': 'the access levels of one practice: some dozens at most',
  'select "secondFactor", "id", "keys"': 'one line a person',
  'FROM reminders INDEXED BY reminders_open':
    'answers that nobody has seen to, along an index of nothing else',
  'FROM chartRestrictions r LEFT JOIN users': 'the restricted charts of one practice: some hundreds at most',
  'AS overdue FROM privacyCases c': 'what is looked into in one practice: some a week',
  'FROM privacyCases c LEFT JOIN users':
    'what is looked into in one practice: some a week, read along an index and limited',
  'FROM locations WHERE own = 0 LIMIT':
    'where records of others were written: looked through once, by whoever sets up the practice, and limited',
  'FROM purgeLists ORDER BY id DESC LIMIT': 'the last lists, by their key and limited',
  'SELECT id FROM patients WHERE registeredAt <=':
    'every patient, once, where the records of all of them are asked for',
  'FROM exportRequests r LEFT JOIN users': 'the last requests, by their key and limited',
  'FROM legalHolds h LEFT JOIN users': 'the legal holds of one practice: some in its life',
  'FROM amendments a LEFT JOIN patients':
    'what patients of one practice ask to be amended: some a year, read along an index and limited',
  'from "accessReviews" order by "id" desc limit': 'the last reviews, by their key and limited',
  'FROM calendarFeeds f JOIN resources': 'addresses of calendars of one practice: some for each provider',
}
/** Sorts by itself what an index does not give in order, and why that is little. */
const maySort: Readonly<Record<string, string>> = {
  'FROM patients WHERE n IN (': 'one stretch of the list, 200 lines at most',
  'SELECT DISTINCT p.n, p.sortName': 'holds what it has given already, 200 at most',
  'p.n IN (SELECT rowid FROM patient_search':
    'of one beginning of a family name, those whom the other words fit too',
  'from "observations" where "patientId" = ? and "code" in': 'the heights or weights of one chart',
  'FROM originals INDEXED BY originals_other WHERE patientId = ? AND replacedBy IS NULL AND linkedTo IS NULL GROUP BY':
    'one line a type of resource',
  'title, date FROM originals INDEXED BY originals_other WHERE patientId = ?':
    'what one chart has beside its sections',
  'from "originals" where "replacedBy" = ?': 'the versions of one resource',
  'ORDER BY coalesce(date, addedAt) DESC':
    'the documents of one chart: some are dated by when they were added',
  'from "import_run"': 'one line a run of the importer',
}

const folder = makeFolder(true)
const seen: Statement[] = []
let desk: Practice
let door: Dispatch
beforeAll(async () => {
  desk = await practiceIn(folder, { observe: (sql, parameters) => void seen.push({ sql, parameters }) })
  seedExamples(desk.session)
  desk.session.store.transaction(contextAt(), (tx) => {
    for (let n = 1; n <= 3000; n += 1) tx.put(patients, aPatient(n))
    // whoever asks reaches some locations only: what the door asks then is asked too
    const here = rowFor(locations, 1, { name: 'Northside', own: true, partOf: null })
    const level = rowFor(accessLevels, 1, { scope: [here.id] })
    tx.put(locations, here as never)
    tx.put(accessLevels, level as never)
    tx.amend(users, desk.session.actor.id, { roles: [], levels: [level.id] })
    tx.close('test.seed@1')
  })
  door = doorOf(desk, { session: () => withRights(desk.session, permissions) })
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

/** Many share a beginning, some a name, a birth date or the end of a phone number. */
const aPatient = (n: number) =>
  rowFor(patients, n, {
    family: ['Okon', 'Okonkwo', 'Oka', 'Smith', 'O’Kon-Smith'][n % 5] + String.fromCharCode(97 + (n % 26)),
    given: ['Raeann', 'Rachel', 'Ray', 'Ana'][n % 4],
    birthDate: `19${String(40 + (n % 60))}-0${1 + (n % 9)}-1${n % 10}`,
    mrn: String(200_000 + n),
    phones: [{ use: 'home', number: `617-555-${String(n % 10_000).padStart(4, '0')}` }],
  }) as Patient

/** Inputs beside the example that take another way through a query. */
const alsoAsk: Readonly<Record<string, readonly unknown[]>> = {
  'patients.findPatients': [
    'ok',
    'okon rae',
    'okonn raean',
    '1975',
    '02/11/1975',
    '5550142',
    '200',
    'okona 1961',
    '',
    'x y z',
    '200100',
    '617-555-0042 smith',
  ].map((text) => ({ text, limit: 20 })),
  'patients.listPatients': ['name', 'birthDate', 'mrn', 'registered'].flatMap((sort) =>
    ['active', 'everyone'].flatMap((show) =>
      [false, true].map((descending) => ({ sort, show, descending, offset: 1000, limit: 100 })),
    ),
  ),
  'access.listLocations': [{ show: 'others' }],
  'schedule.getReport': ['use', 'waits', 'access'].map((report) => ({
    ...getReport.example,
    report,
    visitTypeId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  })),
  'patients.findDuplicates': [
    { family: 'Okon', given: 'Raeann', birthDate: '1975-02-11', phones: ['617-555-0042'], except: null },
    { family: '', given: '', birthDate: '1975-02-11', phones: [], except: null },
  ],
}

const queries = everyContract
  .filter(({ kind }) => kind === 'query')
  .map((contract) => [contract.name, contract] as const)
const oneLine = (sql: string) => sql.replaceAll(/\s+/g, ' ').trim()
const shown = (line: string, { sql }: Statement) => `${line}: ${oneLine(sql).slice(0, 200)}`
const used = new Set<string>()
function excused(list: Readonly<Record<string, string>>, sql: string): boolean {
  const parts = Object.keys(list).filter((part) => oneLine(sql).includes(part))
  for (const part of parts) used.add(part)
  return parts.length > 0
}

const synced = new Set<string>(Object.values(records).map(({ table }) => table))
/** The table behind the name a plan uses. */
function tableOf(name: string, sql: string): string {
  const uses = oneLine(sql).matchAll(/\b(?:from|join|,) "?(\w+)"?(?: (?:as )?"?(\w+)"?)?/gi)
  for (const [, table = '', alias] of uses) if (alias === name) return table
  return name
}

describe.each(queries)('%s', (name, contract) => {
  const statements = async (): Promise<Statement[]> => {
    seen.length = 0
    for (const input of [contract.example, ...(alsoAsk[name] ?? [])]) await door(name, JSON.stringify(input))
    return [...new Map(seen.map((statement) => [statement.sql, statement])).values()]
  }

  test('scans no table that travels', async () => {
    const { db } = desk.session.store
    const scans = (await statements()).flatMap((statement) =>
      planOf(db, statement)
        .filter((line) => synced.has(tableOf(/^SCAN (\S+)/.exec(line)?.[1] ?? '', statement.sql)))
        .filter(() => !excused(mayScan, statement.sql))
        .map((line) => shown(line, statement)),
    )
    expect(scans).toEqual([])
  })

  test('sorts nothing that could be large', async () => {
    const { db } = desk.session.store
    const sorts = (await statements()).flatMap((statement) =>
      planOf(db, statement)
        .filter((line) => line.startsWith('USE TEMP B-TREE') && !excused(maySort, statement.sql))
        .map((line) => shown(line, statement)),
    )
    expect(sorts).toEqual([])
  })
})

test('reports read their visits from an index alone, a day at a desk does not take that index', async () => {
  const plansOf = async (name: string, inputs: readonly unknown[]) => {
    seen.length = 0
    for (const input of inputs) await door(name, JSON.stringify(input))
    return seen
      .filter(({ sql }) => oneLine(sql).includes('FROM appointments WHERE startMin >= ?'))
      .map((statement) => planOf(desk.session.store.db, statement)[0])
  }
  const reports = await plansOf(getReport.name, [getReport.example, ...(alsoAsk[getReport.name] ?? [])])
  expect(new Set(reports.map((line) => line?.split(' (')[0]))).toEqual(
    new Set(['SEARCH appointments USING COVERING INDEX appointments_for_reports']),
  )
  const days = await plansOf(getDays.name, [getDays.example])
  expect(new Set(days.map((line) => line?.split(' (')[0]))).toEqual(
    new Set(['SEARCH appointments USING INDEX appointments_by_start']),
  )
})

test('no excuse has outlived its query', () => {
  expect([...Object.keys(mayScan), ...Object.keys(maySort)].filter((part) => !used.has(part))).toEqual([])
})

test('a scan and a sort are told as such, also under another name', () => {
  const { db } = desk.session.store
  const sql = "SELECT p.id FROM patients p WHERE p.email = 'x' ORDER BY p.email"
  expect(planOf(db, { sql, parameters: [] })).toEqual(['SCAN p'])
  expect(synced.has(tableOf('p', sql))).toBe(true)
  expect(planOf(db, { sql: 'SELECT family FROM patients ORDER BY email', parameters: [] })).toEqual([
    'SCAN patients',
    'USE TEMP B-TREE FOR ORDER BY',
  ])
})
