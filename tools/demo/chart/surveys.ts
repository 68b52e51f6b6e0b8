/** What is asked: tobacco, alcohol, work, and the questionnaires with a score. */
import { instant } from '../days.ts'
import { clamp, conceptOf, coding, systems } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf, effect } from './course.ts'
import { loinc, measured, observe } from './observe.ts'
import { hasIllness } from './traits.ts'

const codes = {
  smoking: loinc('72166-2', 'Tobacco smoking status'),
  packYears: loinc('8664-5', 'Cigarettes smoked total (pack per year)'),
  drinks: loinc('11331-6', 'History of alcohol use'),
  work: loinc('11341-5', 'History of occupation'),
  phq2: loinc('55758-7', 'PHQ-2 total score'),
  phq9: loinc('44261-6', 'PHQ-9 total score'),
  gad7: loinc('70274-6', 'GAD-7 total score'),
  audit: loinc('75626-2', 'AUDIT-C total score'),
  mmse: loinc('72106-8', 'Mini-Mental State Examination total score'),
  edinburgh: loinc('71354-5', 'Edinburgh Postnatal Depression Scale total score'),
  housing: loinc('71802-3', 'Housing status'),
}

const smokingAnswers = {
  never: conceptOf('Never smoker', coding(systems.snomed, '266919005', 'Never smoked tobacco')),
  former: conceptOf('Former smoker', coding(systems.snomed, '8517006', 'Ex-smoker')),
  current: conceptOf('Current every day smoker', coding(systems.snomed, '449868002', 'Smokes tobacco daily')),
}

const score = (value: number) => measured(value, 'score', '{score}')

export function ask(chart: Chart, visit: Visit): void {
  if (visit.kind === 'emergency' || visit.kind === 'admission') return
  const years = ageOf(chart, visit.day)
  if (years < 12) return
  const at = instant(visit.day, visit.minute + 6)
  const { random, traits } = chart
  const yearly = visit.kind === 'new' || visit.kind === 'physical' || visit.kind === 'well-child'
  if (yearly) {
    observe(chart, visit, 'social-history', codes.smoking, at, {
      valueCodeableConcept: smokingAnswers[traits.smoking],
    })
    if (traits.smoking !== 'never' && random.chance(0.5))
      observe(
        chart,
        visit,
        'social-history',
        codes.packYears,
        at,
        measured(traits.packYears, 'pack-years', '{PackYears}'),
      )
  }
  if (yearly && years > 17 && random.chance(0.5))
    observe(chart, visit, 'social-history', codes.drinks, at, {
      valueString:
        traits.drinks === 0
          ? 'Does not drink alcohol'
          : `${traits.drinks} ${traits.drinks === 1 ? 'drink' : 'drinks'} a week, beer or wine`,
    })
  if (visit.kind === 'new' && years > 17 && random.chance(0.5))
    observe(chart, visit, 'social-history', codes.work, at, { valueString: traits.work })
  if (visit.kind === 'new' && chart.person.marks.has('shelter'))
    observe(chart, visit, 'social-history', codes.housing, at, { valueString: 'Stays at a night shelter' })
  mood(chart, visit, at, yearly)
  if (yearly && years > 17 && random.chance(0.18)) {
    const points = clamp(Math.round(traits.drinks / 2.2), 0, 12)
    observe(chart, visit, 'survey', codes.audit, at, score(points))
  }
  const dementia = hasIllness(chart.illnesses, 'dementia', visit.day)
  if (yearly && (dementia || (years > 74 && random.chance(0.4)))) {
    const lost = dementia ? 5 + 2.4 * ((visit.day - dementia.onset) / 365) : 1
    observe(
      chart,
      visit,
      'survey',
      codes.mmse,
      at,
      score(clamp(Math.round(30 - lost - Math.abs(random.normal())), 4, 30)),
    )
  }
  if (visit.reason === 'Postpartum visit')
    observe(
      chart,
      visit,
      'survey',
      codes.edinburgh,
      at,
      score(clamp(Math.round(5 + 3.5 * random.normal()), 0, 24)),
    )
}

function mood(chart: Chart, visit: Visit, at: string, yearly: boolean): void {
  const { random } = chart
  const low =
    hasIllness(chart.illnesses, 'depression', visit.day) ?? hasIllness(chart.illnesses, 'bipolar', visit.day)
  const worry = hasIllness(chart.illnesses, 'anxiety', visit.day)
  const about =
    visit.kind === 'behavioral' || visit.reason.includes('depress') || visit.reason.includes('anxiety')
  if (low && (yearly || about)) {
    const points = clamp(Math.round(17 - 13 * effect(chart, low, visit.day) + 3 * random.normal()), 0, 27)
    const made = observe(chart, visit, 'survey', codes.phq9, at, score(points))
    made.interpretation = [
      {
        text:
          points > 19
            ? 'Severe'
            : points > 14
              ? 'Moderately severe'
              : points > 9
                ? 'Moderate'
                : points > 4
                  ? 'Mild'
                  : 'Minimal',
      },
    ]
    visit.facts.push(`PHQ-9 ${points}`)
  } else if (yearly && random.chance(0.5))
    observe(
      chart,
      visit,
      'survey',
      codes.phq2,
      at,
      score(random.weighted({ '0': 70, '1': 16, '2': 9, '3': 5 }) === '0' ? 0 : random.int(1, 3)),
    )
  if (worry && (about || (yearly && random.chance(0.5)))) {
    const points = clamp(Math.round(13 - 9 * effect(chart, worry, visit.day) + 2.6 * random.normal()), 0, 21)
    observe(chart, visit, 'survey', codes.gad7, at, score(points))
    visit.facts.push(`GAD-7 ${points}`)
  }
}
