import type { Observation, Patient } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { ageOn } from '../../../shared/kernel/time.ts'
import { hasCode, readDemo, today, typeIn, type Person } from './read-demo.ts'

const { all, people } = readDemo({ patients: 300, longChart: true })
const ageOf = ({ patient }: Person): number | null =>
  patient.birthDate === undefined ? null : (ageOn(patient.birthDate, today)?.years ?? null)
const aged = (from: number, to: number) =>
  people.filter((person) => {
    const age = ageOf(person)
    return age !== null && age >= from && age < to
  })
const nameOf = ({ name }: Patient) => [...(name?.[0]?.given ?? []), name?.[0]?.family ?? ''].join(' ').trim()

describe('people', () => {
  test('are of every age', () => {
    expect(aged(0, 1).length).toBeGreaterThan(2)
    for (const from of [1, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80])
      expect([from, aged(from, from + 10).length > 8]).toEqual([from, true])
    expect(aged(100, 115).length).toBeGreaterThan(0)
    const newborn = people.filter(
      ({ patient }) => patient.birthDate?.length === 10 && (ageOn(patient.birthDate, today)?.days ?? 99) < 28,
    )
    expect(newborn.length).toBeGreaterThan(0)
    const share = (list: readonly unknown[]) => list.length / people.length
    expect(share(aged(0, 18))).toBeGreaterThan(0.15)
    expect(share(aged(0, 18))).toBeLessThan(0.4)
    expect(share(aged(65, 115))).toBeGreaterThan(0.12)
    expect(share(aged(65, 115))).toBeLessThan(0.35)
  })

  test('have the names that screens must stand', () => {
    const names = people.map(({ patient }) => nameOf(patient))
    expect(names.filter((name) => name.length > 60).length).toBeGreaterThanOrEqual(2)
    expect(names.filter((name) => !name.includes(' ')).length).toBeGreaterThanOrEqual(1)
    expect(names.filter((name) => /[^\x20-\x7e]/.test(name)).length).toBeGreaterThan(8)
    expect(names.filter((name) => /['’]/.test(name)).length).toBeGreaterThan(1)
    expect(names.filter((name) => name.includes('-')).length).toBeGreaterThan(4)
    expect(names.filter((name) => /\b[OEUY]$/.test(name)).length).toBeGreaterThanOrEqual(1)
    const uses = people.flatMap(({ patient }) => patient.name?.map(({ use }) => use) ?? [])
    for (const use of ['official', 'nickname', 'maiden', 'usual'] as const) expect(uses).toContain(use)
    const families = people.map(({ patient }) => patient.name?.[0]?.family ?? '')
    const distinct = new Set(families).size
    expect(distinct).toBeGreaterThan(120)
    expect(distinct).toBeLessThan(280)
  })

  test('are missing what people are missing', () => {
    const count = (test: (patient: Patient) => boolean) =>
      people.filter(({ patient }) => test(patient)).length
    expect(count(({ birthDate }) => birthDate === undefined)).toBeGreaterThanOrEqual(2)
    expect(count(({ birthDate }) => birthDate?.length === 4)).toBeGreaterThanOrEqual(1)
    expect(count(({ birthDate }) => birthDate?.length === 7)).toBeGreaterThanOrEqual(1)
    expect(count(({ telecom }) => telecom === undefined)).toBeGreaterThanOrEqual(2)
    expect(count(({ address }) => address === undefined)).toBeGreaterThanOrEqual(2)
    expect(
      count(({ address }) => address?.[0]?.line?.[1]?.includes('Shelter') === true),
    ).toBeGreaterThanOrEqual(2)
    expect(count(({ active }) => active === false)).toBeGreaterThanOrEqual(6)
    expect(count(({ gender }) => gender === 'other')).toBeGreaterThanOrEqual(1)
    expect(count(({ gender }) => gender === 'unknown')).toBeGreaterThanOrEqual(1)
    expect(count((patient) => patient.deceasedDateTime !== undefined)).toBeGreaterThanOrEqual(4)
  })

  test('twins and triplets share name, birth date and address, and have their order', () => {
    const born = people
      .map(({ patient }) => patient)
      .filter((patient) => patient.multipleBirthInteger !== undefined)
    const sets = Map.groupBy(born, ({ birthDate, address }) => `${birthDate} ${JSON.stringify(address)}`)
    expect([...sets.values()].map((set) => set.length).toSorted((a, b) => a - b)).toEqual([2, 2, 2, 3])
    for (const set of sets.values()) {
      expect(set.map(({ multipleBirthInteger }) => multipleBirthInteger)).toEqual(
        set.map((_, index) => index + 1),
      )
      expect(new Set(set.map(({ name }) => name?.[0]?.family)).size).toBe(1)
      expect(new Set(set.map(nameOf)).size).toBe(set.length)
    }
  })

  test('father and son may have one name', () => {
    const suffixed = people.filter(({ patient }) => patient.name?.[0]?.suffix?.[0] === 'Jr.')
    const pairs = suffixed.filter(({ patient }) =>
      people.some(
        (other) =>
          nameOf(other.patient) === nameOf(patient) && other.patient.name?.[0]?.suffix?.[0] === 'Sr.',
      ),
    )
    expect(pairs.length).toBeGreaterThanOrEqual(2)
  })

  test('some are registered twice, not quite alike', () => {
    const doubles = people.slice(98, 100).concat(people.slice(198, 200), people.slice(298, 300))
    for (const { patient } of doubles) {
      const alike = people.filter(({ patient: other }) => {
        if (other === patient) return false
        const sameDay =
          other.birthDate === patient.birthDate ||
          [...(other.birthDate ?? '')].toSorted().join() === [...(patient.birthDate ?? '')].toSorted().join()
        return (
          sameDay &&
          (other.name?.[0]?.family?.[0] === patient.name?.[0]?.family?.[0] ||
            other.name?.[0]?.given?.[0] === patient.name?.[0]?.given?.[0])
        )
      })
      expect([nameOf(patient), alike.length > 0]).toEqual([nameOf(patient), true])
    }
  })
})

describe('charts', () => {
  test('a full adult chart has 60 to 120 resources on the average', () => {
    const sizes = people
      .filter((person) => (ageOf(person) ?? 0) >= 18)
      .slice(1)
      .map(({ resources }) => resources.length)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    console.log(
      `demo practice: ${mean.toFixed(1)} resources in an adult's chart, ${all.length} of 300 patients`,
    )
    expect(mean).toBeGreaterThan(60)
    expect(mean).toBeLessThan(120)
  })

  test('growth charts of children past infancy have at least four points', () => {
    for (const person of aged(2, 18)) {
      if (person.resources.filter(({ resourceType }) => resourceType === 'Encounter').length < 2) continue
      const weights = typeIn(person.resources, 'Observation').filter((each) => hasCode(each, '29463-7'))
      expect([nameOf(person.patient), weights.length >= 4]).toEqual([nameOf(person.patient), true])
    }
    const heads = aged(1, 3).map(
      ({ resources }) => typeIn(resources, 'Observation').filter((each) => hasCode(each, '9843-4')).length,
    )
    expect(heads.filter((count) => count >= 4).length).toBeGreaterThan(heads.length / 2)
  })

  test('the long chart is long', () => {
    const [first] = people
    expect(typeIn(first?.resources ?? [], 'Encounter').length).toBeGreaterThanOrEqual(600)
    expect(typeIn(first?.resources ?? [], 'Observation').length).toBeGreaterThan(2000)
    const longest = Math.max(...people.slice(1).map(({ resources }) => typeIn(resources, 'Encounter').length))
    expect(longest).toBeLessThan(120)
  })

  test('results have flags, critical ones among them, and reports that gather them', () => {
    const lab = typeIn(all, 'Observation').filter(
      (each) => each.category?.[0]?.coding?.[0]?.code === 'laboratory',
    )
    const flags = Map.groupBy(lab, (each) => each.interpretation?.[0]?.coding?.[0]?.code ?? '')
    for (const code of ['N', 'H', 'L', 'A'])
      expect([code, (flags.get(code)?.length ?? 0) > 3]).toEqual([code, true])
    expect((flags.get('HH')?.length ?? 0) + (flags.get('LL')?.length ?? 0)).toBeGreaterThan(0)
    const wrong = lab.filter(({ valueQuantity, referenceRange, interpretation }) => {
      const value = valueQuantity?.value
      const [range] = referenceRange ?? []
      if (value === undefined || valueQuantity?.comparator !== undefined) return false
      const low = range?.low?.value !== undefined && value < range.low.value
      const high = range?.high?.value !== undefined && value > range.high.value
      const code = interpretation?.[0]?.coding?.[0]?.code ?? ''
      return (
        (low && !code.startsWith('L')) || (high && !code.startsWith('H')) || (!low && !high && code !== 'N')
      )
    })
    expect(wrong).toEqual([])
    const reported = new Set(
      typeIn(all, 'DiagnosticReport').flatMap(
        ({ result }) => result?.map(({ reference }) => reference) ?? [],
      ),
    )
    expect(lab.filter(({ id }) => !reported.has(`Observation/${id}`))).toEqual([])
  })

  test('treatment works: a high A1c comes down', () => {
    const changes: number[] = []
    for (const { resources } of people.slice(1)) {
      const a1c = typeIn(resources, 'Observation').filter((each) => hasCode(each, '4548-4'))
      const [first, last] = [a1c[0]?.valueQuantity?.value, a1c.at(-1)?.valueQuantity?.value]
      if (first !== undefined && last !== undefined && first > 8 && a1c.length > 1) changes.push(last - first)
    }
    expect(changes.length).toBeGreaterThan(1)
    expect(changes.reduce((sum, change) => sum + change, 0)).toBeLessThan(0)
  })
})

describe('values and dates', () => {
  /** Wider than anybody: what is outside cannot have been measured in a living person. */
  const bounds: Readonly<Record<string, readonly [number, number]>> = {
    '8867-4': [35, 220],
    '9279-1': [8, 70],
    '8310-5': [94, 106],
    '59408-5': [70, 100],
    '2708-6': [70, 100],
    '39156-5': [10, 70],
    '9843-4': [28, 56],
    '72514-3': [0, 10],
    '8306-3': [38, 100],
    '2951-2': [115, 165],
    '2823-3': [2, 8],
    '718-7': [4, 22],
    '4548-4': [3.5, 16],
    '6301-6': [0.8, 10],
    '44261-6': [0, 27],
  }

  test('vital signs and results are what bodies have', () => {
    const outside = typeIn(all, 'Observation').filter((each) => {
      const value = each.valueQuantity?.value
      const [low, high] = bounds[each.code.coding?.[0]?.code ?? ''] ?? [-1, 1e5]
      return value !== undefined && (value < low || value > high)
    })
    expect(outside).toEqual([])
    const parts = (each: Observation) =>
      each.component?.map(({ valueQuantity }) => valueQuantity?.value ?? 0) ?? []
    for (const each of typeIn(all, 'Observation').filter((one) => hasCode(one, '85354-9'))) {
      const [systolic = 0, diastolic = 0] = parts(each)
      expect(systolic).toBeGreaterThan(diastolic + 10)
      expect(systolic).toBeLessThan(240)
      expect(diastolic).toBeGreaterThan(30)
    }
  })

  test('grown people keep their height, but for the little that the old lose', () => {
    const changes = aged(25, 110).flatMap(({ resources }) => {
      const heights = typeIn(resources, 'Observation')
        .filter((each) => hasCode(each, '8302-2'))
        .map(({ valueQuantity }) => (valueQuantity?.value ?? 0) * (valueQuantity?.unit === 'in' ? 2.54 : 1))
      return heights.length > 1 ? [Math.max(...heights) - Math.min(...heights)] : []
    })
    expect(changes.length).toBeGreaterThan(30)
    expect(Math.max(...changes)).toBeLessThan(6)
  })

  test('nothing happens before birth, after death or after yesterday', () => {
    const wrong: string[] = []
    for (const { patient, resources } of people) {
      const from = patient.birthDate ?? '1900'
      const to = patient.deceasedDateTime ?? today
      for (const resource of resources)
        for (const date of happened(resource as unknown as Record<string, unknown>))
          if (date.slice(0, from.length) < from.slice(0, date.length) || date.slice(0, to.length) > to)
            wrong.push(`${nameOf(patient)} ${resource.resourceType} ${date} (${from} to ${to})`)
    }
    expect(wrong).toEqual([])
  })

  /** When it was, of what happens to a patient; not when a bill was made or a plan is due. */
  function happened(resource: Record<string, unknown>): string[] {
    const keys = [
      'effectiveDateTime',
      'occurrenceDateTime',
      'performedDateTime',
      'onsetDateTime',
      'abatementDateTime',
      'recordedDate',
      'authoredOn',
    ]
    const period =
      resource['resourceType'] === 'Encounter' ? (resource['period'] as { start: string }).start : undefined
    return [...keys.map((key) => resource[key]), period].filter(
      (value): value is string => typeof value === 'string',
    )
  }
})
