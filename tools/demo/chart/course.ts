/** What would be measured in a person on a day: disease raises it, treatment brings it back, and it never stands still. */
import { yearsBetween, type Day } from '../days.ts'
import { clamp } from '../fhir.ts'
import type { Chart } from './chart.ts'
import { measureAt } from './growth.ts'
import { hasIllness, type Illness } from './traits.ts'

export const ageOf = (chart: Chart, day: Day): number => yearsBetween(chart.person.born, day)

/** Younger than this at the end of the chart, a person is still measured as a child is. */
export const isGrowing = (chart: Chart): boolean => ageOf(chart, chart.end) < 22

const stepEffect = [0.58, 0.78, 0.9]

/** 0 untreated to nearly 1: each step of treatment takes three months to work, and half-taken tablets work half. */
export function effect(chart: Chart, illness: Illness | undefined, day: Day): number {
  if (!illness || illness.treated === null || day < illness.treated) return 0
  const ramp = Math.min(1, (day - illness.treated) / 100)
  return (stepEffect[illness.step] ?? 0.95) * ramp * chart.traits.adherence
}

const wave = (chart: Chart, day: Day, size: number) => size * Math.sin(day / 41 + chart.person.number)

export function heightAt(chart: Chart, day: Day): number {
  const years = ageOf(chart, day)
  const { z } = chart.traits
  if (!isGrowing(chart)) {
    const grown = measureAt(chart.person.body, 'height', 20, z.height)
    return grown - Math.max(0, years - 60) * 0.09
  }
  return measureAt(chart.person.body, 'height', years, clamp(z.height + early(chart, years), -3.4, 3))
}

/** Born too soon, a child starts below its own line and reaches it by two years. */
const early = (chart: Chart, years: number) =>
  chart.person.marks.has('preterm') ? -2.1 * (1 - Math.min(1, years / 2)) : 0

function childWeightZ(chart: Chart, years: number): number {
  const { z } = chart.traits
  if (!chart.person.marks.has('failure-to-thrive')) return z.weight + early(chart, years)
  if (years < 0.3) return -0.4
  if (years < 1) return -0.4 - (2.4 * (years - 0.3)) / 0.7
  return Math.min(-1.5, -2.8 + 0.9 * (years - 1))
}

export function weightAt(chart: Chart, day: Day): number {
  const years = ageOf(chart, day)
  if (isGrowing(chart)) {
    const days = day - chart.person.born
    // newborns lose weight before they gain
    const first = days < 5 ? 0.94 : days < 14 ? 0.94 + (days - 5) * 0.0067 : 1
    return measureAt(chart.person.body, 'weight', years, clamp(childWeightZ(chart, years), -3.2, 3)) * first
  }
  const meters = heightAt(chart, day) / 100
  let bmi = chart.traits.bmi + chart.traits.gain * clamp(years - 45, -20, 25) + wave(chart, day, 0.35)
  const diabetes = hasIllness(chart.illnesses, 'diabetes', day)
  if (diabetes) bmi -= 1.6 * effect(chart, diabetes, day)
  const dementia = hasIllness(chart.illnesses, 'dementia', day)
  if (dementia) bmi -= Math.min(4, 0.5 * yearsBetween(dementia.onset, day))
  const failing = hasIllness(chart.illnesses, 'heartfailure', day)
  if (failing) bmi += wave(chart, day, 0.6)
  return clamp(bmi, 16.4, 60) * meters * meters + pregnancyWeight(chart, day)
}

function pregnancyWeight(chart: Chart, day: Day): number {
  const now = chart.pregnancies.find((each) => day >= each.began && day <= each.ends + 60)
  if (!now) return 0
  if (day > now.ends) return 5 * (1 - (day - now.ends) / 60)
  return 12.5 * Math.max(0, (day - now.began - 70) / 210)
}

export function pressureAt(chart: Chart, day: Day): [systolic: number, diastolic: number] {
  const years = ageOf(chart, day)
  const { random, traits } = chart
  if (years < 18) {
    const systolic = 84 + 1.7 * years + 5 * random.normal()
    return [
      Math.round(clamp(systolic, 68, 138)),
      Math.round(clamp(50 + 1.1 * years + 4 * random.normal(), 36, 86)),
    ]
  }
  let systolic = traits.systolic + 0.32 * Math.max(0, years - 40) + 0.4 * (traits.bmi - 27)
  const hypertension = hasIllness(chart.illnesses, 'hypertension', day)
  if (hypertension) {
    const much = 17 + 20 * hypertension.severity
    systolic += much - effect(chart, hypertension, day) * (much + 6)
  }
  if (chart.pregnancies.some((each) => day >= each.began && day <= each.ends)) systolic -= 4
  systolic += 6.5 * random.normal() + (random.chance(0.04) ? 14 : 0)
  const diastolic = systolic * 0.44 + 24 - 0.14 * Math.max(0, years - 55) + 4.5 * random.normal()
  const top = Math.round(clamp(systolic, 84, 228))
  return [top, Math.round(clamp(diastolic, 44, Math.min(132, top - 18)))]
}

/** Beats a minute, and breaths, by age. */
export function pulseAt(chart: Chart, day: Day): [pulse: number, breaths: number] {
  const years = ageOf(chart, day)
  const { random } = chart
  const pulse = years < 18 ? 82 + 55 / (1 + years * 0.9) : chart.traits.pulse
  const breaths = years < 18 ? 17 + 22 / (1 + years) : 15.5
  const irregular = hasIllness(chart.illnesses, 'fibrillation', day) ? 9 : 0
  const air =
    hasIllness(chart.illnesses, 'copd', day) || hasIllness(chart.illnesses, 'heartfailure', day) ? 2.5 : 0
  return [
    Math.round(clamp(pulse + irregular + 6 * random.normal(), 44, 182)),
    Math.round(clamp(breaths + air + 1.4 * random.normal(), 10, 58)),
  ]
}

export function saturationAt(chart: Chart, day: Day): number {
  const lungs = hasIllness(chart.illnesses, 'copd', day)
  const usual = lungs ? 94 - 3 * lungs.severity : 98
  return Math.round(clamp(usual + 0.9 * chart.random.normal(), 86, 100))
}
