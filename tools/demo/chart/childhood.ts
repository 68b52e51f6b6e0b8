/** What only a child's chart has: the measurements before the first visit here, and failure to thrive. */
import { instant, iso, yearsBetween } from '../days.ts'
import { clamp, round } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf, heightAt, weightAt } from './course.ts'
import { measureAt } from './growth.ts'
import { loinc, measured, observe } from './observe.ts'
import { note } from './problems.ts'

/** What the hospital measured on the first day, where the child came to us from there. */
export function measureAtBirth(chart: Chart): void {
  const { person, traits, random } = chart
  if (chart.start - person.born > 40 || yearsBetween(person.born, chart.end) > 8) return
  const at = instant(person.born, 600)
  const low = person.marks.has('preterm') ? -2 : 0
  const z = (own: number) => clamp(own * 0.9 + low + 0.15 * random.normal(), -3.2, 2.6)
  const put = (code: string, name: string, value: number, unit: string) =>
    observe(chart, null, 'vital-signs', loinc(code, name), at, measured(value, unit))
  put(
    '29463-7',
    'Body weight',
    round(
      measureAt(person.body, 'weight', 0, z(person.marks.has('failure-to-thrive') ? 0 : traits.z.weight)),
      2,
    ),
    'kg',
  )
  put('8306-3', 'Body length', round(measureAt(person.body, 'height', 0, z(traits.z.height)), 1), 'cm')
  put('9843-4', 'Head circumference', round(measureAt(person.body, 'head', 0, z(traits.z.head)), 1), 'cm')
}

/** Children who came to us later bring their growth from where they were. */
export function measureElsewhere(chart: Chart): void {
  const { person, random, start } = chart
  const years = yearsBetween(person.born, start)
  if (years < 1.2 || yearsBetween(person.born, chart.end) > 18) return
  for (let back = Math.min(4, Math.floor(years)); back >= 1; back--) {
    const day = start - Math.round(back * 365.25) + random.int(-20, 20)
    if (day - person.born < 60) continue
    const [at, age] = [iso(day), ageOf(chart, day)]
    observe(
      chart,
      null,
      'vital-signs',
      loinc('29463-7', 'Body weight'),
      at,
      measured(round(weightAt(chart, day), 1), 'kg'),
    )
    const height = age < 2 ? loinc('8306-3', 'Body length') : loinc('8302-2', 'Body height')
    observe(chart, null, 'vital-signs', height, at, measured(round(heightAt(chart, day), 1), 'cm'))
  }
}

export function thriving(chart: Chart, visit: Visit): void {
  const years = ageOf(chart, visit.day)
  if (!chart.person.marks.has('failure-to-thrive') || years < 0.55 || chart.problems.has('thriving')) return
  const made = note(
    chart,
    visit,
    { name: 'Failure to thrive (child)', icd: 'R62.51', snomed: '54840006' },
    visit.day - 60,
    null,
  )
  chart.problems.set('thriving', made)
  visit.plan.push('Fortified feeds, weight check every month, laboratory work, dietitian.')
}
