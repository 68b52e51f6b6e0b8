/** Laboratory results: what a test shows follows from the person's conditions and how well they are treated. */
import type { DiagnosticReport, Observation, Quantity } from '@medplum/fhirtypes'
import { panels, type LabTest, type NumberTest, type Panel } from '../data/labs.ts'
import { instant, yearsBetween, type Day } from '../days.ts'
import { clamp, hl7Concept, reference, round, systems } from '../fhir.ts'
import { Random } from '../random.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf, effect } from './course.ts'
import { flag, loinc, observe } from './observe.ts'
import { hasIllness } from './traits.ts'

/** This person's own place in the range of healthy people, the same in every result. */
function offset(chart: Chart, key: string): number {
  let z = chart.offsets.get(key)
  if (z === undefined) {
    z = new Random(chart.seed, 'laboratory', chart.person.number, key).normal()
    chart.offsets.set(key, z)
  }
  return z
}

/** Inker and others, New England Journal of Medicine 2021 (CKD-EPI 2021), solved for creatinine in mg/dL. */
function creatinineFor(egfr: number, age: number, female: boolean): number {
  const kappa = female ? 0.7 : 0.9
  const top = 142 * 0.9938 ** age * (female ? 1.012 : 1)
  return kappa * (egfr / top) ** (egfr < top ? -1 / 1.2 : 1 / (female ? -0.241 : -0.302))
}

type Values = Map<string, number>

/** What depends on each other is worked out together, once for a visit. */
function bodyOn(chart: Chart, day: Day): Values {
  const { random, illnesses, traits, person } = chart
  const has = (key: string) => hasIllness(illnesses, key, day)
  const gone = (key: string) => effect(chart, has(key), day)
  const years = ageOf(chart, day)
  const values: Values = new Map()

  const diabetes = has('diabetes')
  let a1c = 5.3 + 0.18 * offset(chart, 'a1c')
  if (has('prediabetes')) a1c = 5.95 + 0.18 * offset(chart, 'a1c')
  if (has('type1')) a1c = 7.3 + 0.6 * offset(chart, 'a1c')
  if (diabetes) {
    const above = 1.9 + 3.4 * diabetes.severity
    a1c =
      5.7 + above - gone('diabetes') * above * 0.82 + Math.min(1.2, 0.07 * yearsBetween(diabetes.onset, day))
  }
  a1c = clamp(a1c + (diabetes ? 0.35 : 0.07) * random.normal(), 4.4, 14.5)
  values.set('a1c', a1c)
  values.set(
    'glucose',
    clamp((28.7 * a1c - 46.7) * 0.86 + (diabetes || has('type1') ? 24 : 6) * random.normal(), 46, 480),
  )

  const kidney = has('kidney')
  const healthy = 112 - 0.72 * Math.max(0, years - 25) + 5 * offset(chart, 'egfr')
  const worn = kidney
    ? 58 - (1.1 + 2.4 * kidney.severity) * Math.min(9, yearsBetween(kidney.onset, day))
    : healthy
  const egfr = clamp(worn + 3 * random.normal(), 11, 132)
  const creatinine = round(clamp(creatinineFor(egfr, years, person.body === 'female'), 0.3, 9), 2)
  values.set('creatinine', creatinine)
  values.set('egfr', egfr)
  values.set('bun', clamp(14 + Math.max(0, 70 - egfr) * 0.42 + 2.6 * random.normal(), 5, 96))
  values.set(
    'potassium',
    clamp(
      4.2 + (kidney ? 0.35 : 0) + 0.28 * random.normal() + (kidney && random.chance(0.03) ? 1.5 : 0),
      2.9,
      6.8,
    ),
  )

  const lipids = has('lipids')
  const ldl = clamp(
    104 +
      17 * offset(chart, 'ldl') +
      (lipids ? 48 + 26 * lipids.severity : 0) -
      gone('lipids') * 78 -
      gone('coronary') * 52 +
      8 * random.normal(),
    28,
    290,
  )
  const hdl = clamp(
    (person.body === 'female' ? 58 : 48) +
      9 * offset(chart, 'hdl') -
      0.5 * (traits.bmi - 27) +
      2 * random.normal(),
    24,
    104,
  )
  const triglycerides = clamp(
    104 +
      34 * offset(chart, 'tg') +
      3.4 * (traits.bmi - 27) +
      (diabetes ? 42 : 0) +
      16 * random.normal() +
      (diabetes && random.chance(0.02) ? 700 : 0),
    38,
    1240,
  )
  values.set('ldl', ldl)
  values.set('hdl', hdl)
  values.set('triglycerides', triglycerides)
  values.set('cholesterol', Math.round(ldl) + Math.round(hdl) + Math.min(80, Math.round(triglycerides / 5)))

  const anemia = has('anemia')
  const normal =
    (person.body === 'female' || years < 13 ? 13.5 : 14.9) + 0.6 * offset(chart, 'hgb') - (kidney ? 1.1 : 0)
  const hgb = clamp(
    normal - (anemia ? (2.4 + 2.6 * anemia.severity) * (1 - gone('anemia')) : 0) + 0.3 * random.normal(),
    6.3,
    18.6,
  )
  const mcv = clamp(
    90 + 3 * offset(chart, 'mcv') - (anemia ? 14 * (1 - gone('anemia')) : 0) + random.normal(),
    62,
    108,
  )
  values.set('hgb', hgb)
  values.set('hct', hgb * 2.98)
  values.set('mcv', mcv)
  values.set('rbc', (hgb * 29.8) / mcv)
  values.set('mch', mcv * 0.334)
  if (anemia) values.set('rdw', 16.6 - 2.6 * gone('anemia') + 0.4 * random.normal())
  values.set(
    'ferritin',
    clamp(
      (anemia ? 9 + 38 * gone('anemia') : person.body === 'female' ? 66 : 138) + 8 * random.normal(),
      3,
      620,
    ),
  )
  values.set('iron', clamp((anemia ? 31 + 50 * gone('anemia') : 92) + 12 * random.normal(), 10, 210))

  const thyroid = has('hypothyroid')
  if (thyroid)
    values.set(
      'tsh',
      clamp(
        2.2 +
          (7 + 14 * thyroid.severity) * (1 - Math.min(1, gone('hypothyroid') * 1.25)) +
          0.8 * random.normal(),
        0.08,
        96,
      ),
    )
  if (has('heartfailure'))
    values.set('bnp', clamp(520 + 900 * (1 - gone('heartfailure')) + 210 * random.normal(), 90, 6800))
  if (has('gout')) values.set('uric', clamp(8.7 - 3.2 * gone('gout') + 0.5 * random.normal(), 3.6, 12))
  if (has('vitamind')) values.set('vitamind', clamp(17 + 20 * gone('vitamind') + 4 * random.normal(), 6, 80))
  if (has('arthritis')) values.set('crp', clamp(18 - 13 * gone('arthritis') + 4 * random.normal(), 0.6, 90))
  if (diabetes)
    values.set('urinealbumin', clamp(14 + 130 * diabetes.severity ** 3 + 9 * random.normal(), 3, 900))
  if (has('prostatecancer')) values.set('psa', 0.02)
  else if (has('prostate')) values.set('psa', clamp(2.6 + 1.1 * random.normal(), 0.3, 14))
  values.set('inr', clamp(2.5 + 0.55 * random.normal() + (random.chance(0.03) ? 2.7 : 0), 1.1, 7.2))
  if (days(chart, day) < 30) values.set('bilirubin', clamp(11 + 3 * random.normal(), 4, 19))
  return values
}

const days = (chart: Chart, day: Day) => day - chart.person.born

function numberOf(chart: Chart, test: NumberTest, values: Values): number {
  const known = values.get(test.key)
  if (known !== undefined) return known
  const middle = test.middle[chart.person.body]
  return middle + test.spread * (0.75 * offset(chart, test.key) + 0.55 * chart.random.normal())
}

function resultOf(chart: Chart, visit: Visit, test: NumberTest, at: string, values: Values): Observation {
  const { body } = chart.person
  const value = round(Math.max(numberOf(chart, test, values), 0), test.decimals)
  const low = test.low?.[body] ?? null
  const high = test.high?.[body] ?? null
  const isLow = low !== null && value < low
  const isHigh = high !== null && value > high
  const critical = isLow
    ? test.criticalLow !== null && value <= test.criticalLow
    : isHigh && test.criticalHigh !== null && value >= test.criticalHigh
  const mark = isLow ? (critical ? 'LL' : 'L') : isHigh ? (critical ? 'HH' : 'H') : 'N'
  const quantity = (number: number): Quantity =>
    test.unit === ''
      ? { value: number }
      : { value: number, unit: test.unit, system: systems.ucum, code: test.ucum }
  // what is below the least the analyser can see, or above the most it reports
  const tiny = test.key === 'psa' && value < 0.04
  const great = test.key === 'egfr' && value > 90 && chart.person.number % 3 === 0
  const valueQuantity: Quantity = tiny
    ? { ...quantity(0.04), comparator: '<' }
    : great
      ? { ...quantity(90), comparator: '>' }
      : quantity(value)
  const made = observe(chart, visit, 'laboratory', loinc(test.loinc, test.name), at, { valueQuantity })
  made.interpretation = flag(great || tiny ? 'N' : mark)
  if (low !== null || high !== null)
    made.referenceRange = [
      { ...(low !== null && { low: quantity(low) }), ...(high !== null && { high: quantity(high) }) },
    ]
  if (mark !== 'N' && !great)
    visit.facts.push(`${test.name} ${value}${test.unit === '' ? '' : ` ${test.unit}`} (${mark})`)
  if (critical) made.note = [{ text: `Critical value called to ${visit.clinician.name} and read back.` }]
  return made
}

function wordsOf(
  chart: Chart,
  visit: Visit,
  test: Extract<LabTest, { kind: 'words' }>,
  at: string,
  positive: boolean,
): Observation {
  const wrong =
    positive &&
    (test.key !== 'urineglucose' || hasIllness(chart.illnesses, 'diabetes', visit.day) !== undefined)
  const made = observe(chart, visit, 'laboratory', loinc(test.loinc, test.name), at, {
    valueString: wrong ? test.wrong : test.usual,
  })
  made.interpretation = flag(wrong && test.wrong !== test.usual ? 'A' : 'N')
  made.referenceRange = [{ text: test.usual }]
  return made
}

const conclusions: Readonly<Record<string, (values: Values) => string | null>> = {
  a1c: (values) =>
    (values.get('a1c') ?? 0) > 9 ? 'Above 9%: poor control. Consider stepping up treatment.' : null,
  lipid: (values) =>
    (values.get('ldl') ?? 0) > 190 ? 'LDL above 190 mg/dL: consider familial hypercholesterolemia.' : null,
  cbc: (values) => ((values.get('hgb') ?? 20) < 8 ? 'Microcytic anemia, moderate to severe.' : null),
  bmp: (values) =>
    (values.get('potassium') ?? 0) >= 5.8 ? 'Specimen not hemolyzed. Potassium confirmed on repeat.' : null,
}

/** Draws blood (or tests a swab) at the visit: an observation for each test and one report for each panel. */
export function runPanels(chart: Chart, visit: Visit, keys: ReadonlySet<string>): void {
  if (keys.size === 0) return
  visit.tested = true
  const values = bodyOn(chart, visit.day)
  const inOffice = ['strep', 'flu', 'covid', 'ua']
  for (const key of keys) {
    const panel = panels.get(key)
    if (panel) runPanel(chart, visit, panel, values, inOffice.includes(key))
  }
}

function runPanel(chart: Chart, visit: Visit, panel: Panel, values: Values, here: boolean): void {
  const at = instant(visit.day, visit.minute + 18)
  const results = panel.tests.map((test) =>
    test.kind === 'number'
      ? resultOf(chart, visit, test, at, values)
      : wordsOf(chart, visit, test, at, visit.acute !== null),
  )
  const lab = chart.directory.outside.get('lab')
  const fresh = chart.today - visit.day < 6 && !here && chart.random.chance(0.25)
  if (fresh) for (const each of results) each.status = 'preliminary'
  const conclusion = conclusions[panel.key]?.(values) ?? null
  const issued = here
    ? instant(visit.day, visit.minute + 40)
    : instant(Math.min(visit.day + 1, chart.today - 1), 6 * 60 + chart.random.int(5, 200))
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: chart.ids.uuid(),
    status: fresh ? 'preliminary' : 'final',
    category: [hl7Concept('v2-0074', 'LAB', 'Laboratory')],
    code: panel.loinc === null ? { text: panel.name } : loinc(panel.loinc, panel.name),
    subject: chart.patient,
    encounter: { reference: `Encounter/${visit.encounter.id}` },
    effectiveDateTime: at,
    issued: issued > at ? issued : at,
    performer: here || !lab ? [chart.directory.practice] : [lab],
    result: results.map((each, index) => reference(each, panel.tests[index]?.name)),
    ...(conclusion !== null && { conclusion }),
  }
  chart.resources.push(report)
}
