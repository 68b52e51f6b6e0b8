import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { nameWords, patients, type Patient } from '../../shared/patients/patient.ts'
import { digitsOf } from '../../shared/kernel/fold.ts'
import { makeFolder, practiceIn, removeFolder, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { contextAt } from '../kit/store.ts'

const folder = makeFolder(true)
const people: Patient[] = []
let desk: Practice
beforeAll(async () => {
  desk = await practiceIn(folder)
  for (let n = 1; n <= 3000; n += 1) people.push(aPatient(n))
  desk.session.store.transaction(contextAt(), (tx) => {
    for (const person of people) tx.put(patients, person)
    tx.close('test.seed@1')
  })
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

const givenNames = 'Raeann Rachel Dmitri Ana Lucía Tom Ngozi Beth Carlos Emily Farid Greta Hugo'.split(' ')

/** Everybody has a phone that begins with 617, and few the rest of it: a number may be of many or of few. */
const aPatient = (n: number) =>
  rowFor(patients, n, {
    family: ['Okon', 'Castellanos', 'Nguyen', 'Smith', 'Whitfield'][n % 5],
    given: givenNames[n % givenNames.length],
    middle: '',
    preferredName: '',
    otherNames: [],
    birthDate: `${String(1930 + (n % 90))}-0${1 + (n % 9)}-1${n % 10}`,
    mrn: String(800_000 + n),
    phones: [{ use: 'home', number: `617-555-${String(n).padStart(4, '0')}` }],
  }) as Patient

/** Who should be found, looked at one by one. */
const whoHas = (words: readonly string[], number: string, born: string): string[] =>
  people
    .filter((person) => {
      const names = nameWords(person)
      const phone = digitsOf(person.phones[0]?.number ?? '')
      return (
        words.every((word) => names.some((name) => name.startsWith(word))) &&
        [person.mrn, phone, phone.slice(-7), phone.slice(-4)].some((each) => each.startsWith(number)) &&
        (person.birthDate ?? '').startsWith(born)
      )
    })
    .map(({ id }) => id)
    .toSorted()

describe('names with something else', () => {
  test.each([
    ['a number of few', 'okon 6175550150', ['okon'], '6175550150', ''],
    ['the beginning of a number of many', 'castellanos dm 61755501', ['castellanos', 'dm'], '61755501', ''],
    ['a number of everybody', 'whitfield lucia 617', ['whitfield', 'lucia'], '617', ''],
    ['one digit', 'nguyen lucia 8', ['nguyen', 'lucia'], '8', ''],
    ['the last four digits', 'tom smith 0418', ['tom', 'smith'], '0418', ''],
    ['a birth date', 'okon 1950-03-10', ['okon'], '', '1950-03-10'],
    ['a birth date and one letter', 's 1/18/1947', ['s'], '', '1947-01-18'],
    ['a year', 'rachel 1981', ['rachel'], '', '1981'],
    ['what nobody has', 'okon 9995550000', ['okon'], '9995550000', ''],
  ])('%s', async (_what, text, words, number, born) => {
    const { lines } = await desk.call(findPatients, { text, limit: 50 })
    const meant = lines.filter(({ match }) => match !== 'alike').map(({ patientId }) => patientId)
    const should = whoHas(words, number, born)
    expect(should.length).toBeLessThanOrEqual(50)
    expect(meant.toSorted()).toEqual(should)
  })

  test('of each of these but the last there is somebody, and of some there are many', () => {
    expect(whoHas(['okon'], '6175550150', '')).toHaveLength(1)
    expect(whoHas(['whitfield', 'lucia'], '617', '').length).toBeGreaterThan(40)
    expect(whoHas([], '617', '')).toHaveLength(3000)
  })
})

test('a misspelt name with a number finds who has both', async () => {
  const { lines } = await desk.call(findPatients, { text: 'castelanos 6175550001', limit: 20 })
  expect(lines.map(({ mrn, match }) => ({ mrn, match }))).toEqual([{ mrn: '800001', match: 'alike' }])
})
