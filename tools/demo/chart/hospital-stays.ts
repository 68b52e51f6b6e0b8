/** Emergencies, admissions and births: what happens elsewhere, and the visits that follow from it. */
import { yearsBetween } from '../days.ts'
import type { Pregnancy } from './chart.ts'
import type { Life, Put } from './reasons-to-come.ts'
import type { Illness } from './traits.ts'

const childEmergencies = [
  'Fall from the monkey bars',
  'High fever',
  'Cut finger',
  'Allergic reaction',
  'Swallowed a coin',
] as const
const emergencies = [
  'Chest pain',
  'Fall at home',
  'Shortness of breath',
  'Abdominal pain',
  'Cut finger',
  'High fever',
  'Dizziness',
  'Allergic reaction',
] as const

export function outside(life: Life, put: Put): void {
  const { random, person, start, end, illnesses } = life
  const age = yearsBetween(person.born, end)
  const years = Math.max(0.1, yearsBetween(start, end))
  if (random.chance(Math.min(0.75, years * (age > 70 ? 0.14 : 0.055))))
    put({
      day: random.int(start, end),
      kind: 'emergency',
      reason: random.pick(age < 18 ? childEmergencies : emergencies),
    })
  const reasons = admissionReasons(illnesses, age)
  const most = person.marks.has('long-chart') ? 7 : 1
  for (let index = 0; index < most; index++)
    if (
      random.chance(
        Math.min(0.7, years * (age > 70 ? 0.07 : age > 18 ? 0.018 : 0.006)) * (most > 1 ? 1.4 : 1),
      )
    ) {
      const day = random.int(start, end)
      put({ day, kind: 'admission', reason: random.pick(reasons), stay: random.int(1, 6) })
      if (day + 12 <= end)
        put({ day: day + random.int(7, 12), kind: 'follow-up', reason: 'Hospital follow-up' })
    }
}

function admissionReasons(illnesses: readonly Illness[], age: number): string[] {
  const has = (key: string) => illnesses.some((each) => each.about.key === key)
  if (age < 18) return ['Appendicitis', 'Dehydration', 'Asthma attack']
  const reasons = ['Pneumonia', 'Cellulitis', 'Appendicitis', 'Gallstones']
  if (has('heartfailure')) reasons.push('Heart failure exacerbation', 'Heart failure exacerbation')
  if (has('copd')) reasons.push('COPD exacerbation')
  if (has('coronary')) reasons.push('Non-ST elevation myocardial infarction')
  if (has('fibrillation')) reasons.push('Rapid atrial fibrillation')
  if (has('osteoarthritis') && age > 60) reasons.push('Total knee replacement', 'Total knee replacement')
  if (age > 75) reasons.push('Hip fracture', 'Urinary tract infection with confusion')
  return reasons
}

export function expecting(each: Pregnancy, { start, end }: Life, put: Put): void {
  for (const weeks of [9, 13, 17, 21, 25, 28, 31, 34, 36, 38]) {
    const day = each.began + weeks * 7
    if (day >= start && day < each.ends)
      put({ day, kind: 'prenatal', reason: `Prenatal visit, ${weeks} weeks`, weeks })
  }
  if (each.ends <= end) {
    put({
      day: each.ends,
      kind: 'admission',
      reason: each.cesarean ? 'Delivery by cesarean section' : 'Vaginal delivery',
      stay: each.cesarean ? 3 : 2,
    })
    put({ day: each.ends + 42, kind: 'follow-up', reason: 'Postpartum visit' })
  }
}
