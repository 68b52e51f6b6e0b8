/** Which laboratory panels a visit asks for. */
import type { Day } from '../days.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf } from './course.ts'

/** The panels that are due: by condition, by age, by what brought them in. */
export function due(chart: Chart, visit: Visit, drawn: Map<string, Day>): Set<string> {
  const wanted = new Set<string>(visit.acute && visit.kind !== 'telehealth' ? visit.acute.labs : [])
  if (visit.reason === 'INR check') wanted.add('inr')
  if (visit.kind === 'admission')
    for (const key of ['bmp', 'cbc']) if (chart.random.chance(0.6)) wanted.add(key)
  const { random } = chart
  const years = ageOf(chart, visit.day)
  const inOffice = visit.kind === 'new' || visit.kind === 'physical' || visit.kind === 'follow-up'
  if (inOffice)
    for (const illness of chart.illnesses)
      if (illness.found !== null)
        for (const [panel, months] of illness.about.labs)
          if (
            visit.day - (drawn.get(panel) ?? -9999) > months * 30 - 21 &&
            random.chance(0.32 + 0.45 * chart.traits.adherence)
          )
            wanted.add(panel)
  if (visit.kind === 'physical' && years > 30) {
    if (random.chance(0.3)) wanted.add('lipid')
    if (random.chance(0.28)) wanted.add('cmp')
    if (random.chance(0.16)) wanted.add('cbc')
    if (random.chance(0.1)) wanted.add('tsh')
    if (years > 45 && random.chance(0.16)) wanted.add('a1c')
    if (chart.person.body === 'male' && years > 55 && years < 72 && random.chance(0.25)) wanted.add('psa')
  }
  if (visit.kind === 'well-child' && (visit.months === 12 || visit.months === 24) && random.chance(0.8))
    wanted.add('lead')
  if (visit.kind === 'prenatal' && (visit.weeks === 9 || visit.weeks === 28)) wanted.add('cbc')
  if (visit.kind === 'prenatal' && visit.weeks === 9) wanted.add('ua')
  if (wanted.has('cmp')) wanted.delete('bmp')
  for (const key of wanted) drawn.set(key, visit.day)
  if (wanted.has('cmp')) drawn.set('bmp', visit.day)
  return wanted
}
