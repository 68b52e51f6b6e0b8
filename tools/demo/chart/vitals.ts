/** Vital signs of a visit. */
import { instant } from '../days.ts'
import { clamp, coding, quantity, round, systems } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf, heightAt, isGrowing, pressureAt, pulseAt, saturationAt, weightAt } from './course.ts'
import { measureAt } from './growth.ts'
import { loinc, measured, observe } from './observe.ts'

const codes = {
  pressure: loinc('85354-9', 'Blood pressure'),
  systolic: loinc('8480-6', 'Systolic blood pressure'),
  diastolic: loinc('8462-4', 'Diastolic blood pressure'),
  pulse: loinc('8867-4', 'Heart rate'),
  temperature: loinc('8310-5', 'Body temperature'),
  breaths: loinc('9279-1', 'Respiratory rate'),
  // the pulse oximetry profile wants both codes
  saturation: {
    coding: [
      coding(systems.loinc, '59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
      coding(systems.loinc, '2708-6', 'Oxygen saturation in Arterial blood'),
    ],
    text: 'Oxygen saturation',
  },
  saturationOld: loinc('2708-6', 'Oxygen saturation'),
  weight: loinc('29463-7', 'Body weight'),
  height: loinc('8302-2', 'Body height'),
  length: loinc('8306-3', 'Body length'),
  bmi: loinc('39156-5', 'Body mass index'),
  head: loinc('9843-4', 'Head circumference'),
  pain: loinc('72514-3', 'Pain severity'),
  fundus: loinc('11881-0', 'Fundal height'),
  fetalHeart: loinc('55283-6', 'Fetal heart rate'),
}

/** One of the offices weighs grown patients in pounds and inches; charts mix units, as they do in life. */
const inPounds = (chart: Chart, visit: Visit) => visit.site.key === 'lynn' && !isGrowing(chart)

export function takeVitals(chart: Chart, visit: Visit): void {
  if (visit.kind === 'telehealth' || visit.kind === 'behavioral' || visit.kind === 'admission') {
    if (visit.kind === 'telehealth' && chart.random.chance(0.25))
      pressure(chart, visit, instant(visit.day, visit.minute), true)
    return
  }
  const at = instant(visit.day, visit.minute + 4)
  const years = ageOf(chart, visit.day)
  const { random } = chart
  const short = visit.kind === 'nurse'
  const routine = visit.kind === 'physical' || visit.kind === 'new' || visit.kind === 'well-child'
  if (years >= 3 && (years >= 18 || routine || random.chance(0.3))) pressure(chart, visit, at, false)
  const [pulse, breaths] = pulseAt(chart, visit.day)
  const ill = visit.acute?.signs
  const feverish = ill?.has('fever') === true && random.chance(0.8)
  if (short || years >= 3 || routine || ill) {
    const beats = Math.round(clamp(pulse * (feverish ? 1.18 : 1), 44, 190))
    if (short || random.chance(0.7)) {
      observe(chart, visit, 'vital-signs', codes.pulse, at, measured(beats, '/min'))
      visit.facts.push(`pulse ${beats}`)
    }
  }
  if (short) {
    if (chart.person.marks.has('long-chart')) size(chart, visit, at, false)
    return
  }
  if (ill || years < 3 || random.chance(0.3)) temperature(chart, visit, at, feverish)
  if (ill?.has('wheeze') === true || random.chance(years < 3 ? 0.4 : 0.16))
    observe(chart, visit, 'vital-signs', codes.breaths, at, measured(breaths, '/min'))
  if (ill?.has('wheeze') === true || (years > 17 && random.chance(0.28))) oxygen(chart, visit, at)
  size(chart, visit, at, routine)
  if (ill?.has('pain') === true || (years > 17 && random.chance(0.22))) {
    const score = ill?.has('pain') === true ? random.int(3, 8) : Math.max(0, random.int(-5, 6))
    observe(chart, visit, 'vital-signs', codes.pain, at, measured(score, '/10', '{score}'))
  }
  if (visit.kind === 'prenatal') unborn(chart, visit, at)
}

function pressure(chart: Chart, visit: Visit, at: string, atHome: boolean): void {
  const [systolic, diastolic] = pressureAt(chart, visit.day)
  const made = observe(chart, visit, 'vital-signs', codes.pressure, at, {
    component: [
      { code: codes.systolic, valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]') },
      { code: codes.diastolic, valueQuantity: quantity(diastolic, 'mmHg', 'mm[Hg]') },
    ],
  })
  if (atHome) made.note = [{ text: 'Measured by the patient at home.' }]
  visit.facts.push(`BP ${systolic}/${diastolic}`)
}

function temperature(chart: Chart, visit: Visit, at: string, feverish: boolean): void {
  const degrees = round((feverish ? 101.4 : 98.1) + (feverish ? 0.9 : 0.4) * chart.random.normal(), 1)
  observe(chart, visit, 'vital-signs', codes.temperature, at, measured(degrees, '°F', '[degF]'))
  visit.facts.push(`temp ${degrees} F`)
}

function oxygen(chart: Chart, visit: Visit, at: string): void {
  const low = visit.acute?.signs.has('wheeze') === true ? chart.random.int(1, 5) : 0
  const percent = Math.max(84, saturationAt(chart, visit.day) - low)
  const code = visit.site.key === 'beverly' ? codes.saturationOld : codes.saturation
  observe(chart, visit, 'vital-signs', code, at, measured(percent, '%'))
  visit.facts.push(`SpO2 ${percent}%`)
}

function size(chart: Chart, visit: Visit, at: string, routine: boolean): void {
  const years = ageOf(chart, visit.day)
  const { random } = chart
  const scale = years < 1 ? 0.04 : 0.35
  const kilograms = round(
    Math.max(0.9, weightAt(chart, visit.day) + scale * random.normal()),
    years < 2 ? 2 : 1,
  )
  const centimeters = round(heightAt(chart, visit.day) + 0.25 * random.normal(), 1)
  const pounds = inPounds(chart, visit)
  if (!routine && years > 18 && random.chance(0.22)) return
  observe(
    chart,
    visit,
    'vital-signs',
    codes.weight,
    at,
    pounds ? measured(round(kilograms / 0.45359237, 1), 'lb', '[lb_av]') : measured(kilograms, 'kg'),
  )
  visit.facts.push(pounds ? `weight ${round(kilograms / 0.45359237, 1)} lb` : `weight ${kilograms} kg`)
  const tall = routine || (years < 18 && random.chance(0.5))
  if (tall)
    observe(
      chart,
      visit,
      'vital-signs',
      years < 2 ? codes.length : codes.height,
      at,
      pounds ? measured(round(centimeters / 2.54, 1), 'in', '[in_i]') : measured(centimeters, 'cm'),
    )
  if (years >= 2 && (tall || (years > 18 && random.chance(0.45)))) {
    const bmi = round(kilograms / (centimeters / 100) ** 2, 1)
    observe(chart, visit, 'vital-signs', codes.bmi, at, measured(bmi, 'kg/m2'))
    visit.facts.push(`BMI ${bmi}`)
  }
  if (years < 3 && routine) {
    const z =
      chart.traits.z.head + (chart.person.marks.has('preterm') ? -1.4 * (1 - Math.min(1, years / 1.5)) : 0)
    const head = round(
      measureAt(chart.person.body, 'head', years, clamp(z, -3, 3)) + 0.15 * random.normal(),
      1,
    )
    observe(chart, visit, 'vital-signs', codes.head, at, measured(head, 'cm'))
  }
}

function unborn(chart: Chart, visit: Visit, at: string): void {
  if (visit.weeks >= 20)
    observe(chart, visit, 'exam', codes.fundus, at, measured(visit.weeks + chart.random.int(-2, 2), 'cm'))
  if (visit.weeks >= 12)
    observe(chart, visit, 'exam', codes.fetalHeart, at, measured(chart.random.int(122, 162), '/min'))
}
