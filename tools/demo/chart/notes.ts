/** The words of a visit: what a clinician would have written down. */
import {
  prenatalLines,
  childLines,
  childPlan,
  consultBodies,
  emergencyCourses,
  exams,
  generalPlan,
  hospitalCourses,
  openings,
  therapists,
} from '../data/phrases.ts'
import { practiceName, type SpecialtyKey } from '../data/staff.ts'
import { ageAt, slashed } from '../days.ts'
import { firstName, fullName } from '../person.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf } from './course.ts'
import { nameOfKind } from './encounters.ts'
import { hasIllness } from './traits.ts'

/** As it stands in the middle of a sentence: who gave a disease its name keeps the capital. */
export const inSentence = (name: string): string =>
  /^(Alzheimer|Parkinson|Down|Lyme|COPD)/.test(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1)

const clock = (minutes: number) => {
  const within = ((minutes % 1440) + 1440) % 1440
  const hour = Math.floor(within / 60)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(within % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

function ageWords(chart: Chart, visit: Visit): string {
  const years = ageAt(chart.person.born, visit.day)
  if (years >= 2) return `${/^(8|11$|18$)/.test(String(years)) ? 'an' : 'a'} ${years}-year-old`
  const months = Math.floor((visit.day - chart.person.born) / 30.4375)
  const days = visit.day - chart.person.born
  const [count, unit] = months >= 2 ? [months, 'month'] : [days, 'day']
  return `${/^(8|11$|18$)/.test(String(count)) ? 'an' : 'a'} ${count}-${unit}-old`
}

const noun = (chart: Chart, years: number) => {
  const { gender } = chart.person
  if (gender !== 'female' && gender !== 'male') return years < 18 ? 'child' : 'patient'
  return years < 18 ? (gender === 'female' ? 'girl' : 'boy') : gender === 'female' ? 'woman' : 'man'
}

function head(chart: Chart, visit: Visit, title: string): string[] {
  const { person } = chart
  return [
    practiceName.toUpperCase(),
    title,
    '',
    `Patient: ${fullName(person.name)}    DOB: ${person.birthDate === null ? 'unknown' : slashed(person.born)}    MRN: ${person.mrn}`,
    `Date: ${slashed(visit.day)} ${clock(visit.minute)}    Clinician: ${visit.clinician.name}`,
    ...(person.interpreter
      ? [`Interpreter: ${person.language === 'ase' ? 'American Sign Language, in person' : 'by telephone'}`]
      : []),
    '',
  ]
}

const signed = (visit: Visit, day = visit.day, minute = visit.minute + 95) => [
  '',
  `Electronically signed by ${visit.clinician.name} on ${slashed(day)} at ${clock(minute)}`,
  '',
]

/** A progress note with the usual headings. */
export function progressNote(chart: Chart, visit: Visit): string {
  const { random } = chart
  const years = ageOf(chart, visit.day)
  const called = chart.person.name.chosen[0] ?? (chart.person.name.nickname || firstName(chart.person.name))
  const opening = random.pick(
    visit.kind === 'new' || visit.kind === 'physical' || visit.kind === 'well-child'
      ? openings[visit.kind]
      : openings.other,
  )
  const active = chart.illnesses.filter((each) => each.found !== null && each.found <= visit.day)
  const told = random.shuffle(active).slice(0, visit.kind === 'physical' ? 4 : 2)
  const story = [`${called} is ${ageWords(chart, visit)} ${noun(chart, years)} who ${opening}`]
  if (visit.acute) story.push(visit.acute.says)
  if (visit.kind === 'well-child')
    story.push(
      childLines[
        Math.min(
          childLines.length - 1,
          Math.floor(years < 1 ? years * 3 : years < 5 ? 2 + years * 0.6 : 5 + (years - 5) / 5),
        )
      ] ?? '',
    )
  if (visit.kind === 'behavioral')
    story.push(
      `Worked on ${random.pick(therapists)}. ${random.pick(['Engaged and thoughtful.', 'Tearful at first, calmer by the end.', 'Completed the homework.'])} No thoughts of self-harm.`,
    )
  if (visit.kind === 'prenatal') story.push(`${visit.weeks} weeks pregnant. ${random.pick(prenatalLines)}`)
  if (visit.reason === 'Postpartum visit')
    story.push('Six weeks after the birth. Nursing well, bleeding has stopped, sleeping in pieces.')
  if (visit.reason === 'Hospital follow-up')
    story.push(
      'Home from the hospital for a week, tired but better. Brought the discharge papers and all the bottles.',
    )
  for (const each of told) if (each.about.says.length > 0) story.push(random.pick(each.about.says))
  const lines = head(chart, visit, nameOfKind(visit.kind).toUpperCase())
  lines.push(`Reason for visit: ${visit.reason}`, '', 'HISTORY', ...wrap(story.join(' ')), '')
  if (visit.facts.length > 0) lines.push('FINDINGS', ...wrap(`${visit.facts.join('; ')}.`), '')
  if (visit.kind !== 'telehealth' && visit.kind !== 'behavioral')
    lines.push(
      'EXAM',
      ...wrap(
        visit.acute
          ? visit.acute.exam
          : random.pick(
              years < 1.8 ? exams.infant : years < 14 ? exams.child : years > 76 ? exams.elder : exams.adult,
            ),
      ),
      '',
    )
  lines.push('ASSESSMENT AND PLAN')
  let number = 1
  const item = (text: string) => lines.push(...wrap(`${number++}. ${text}`))
  if (visit.kind === 'prenatal')
    item(`Pregnancy at ${visit.weeks} weeks. Growth and heartbeat as expected. Return at the usual interval.`)
  if (visit.acute) item(`${visit.acute.name} (${visit.acute.icd}). ${visit.acute.plan}`)
  for (const each of told)
    item(
      `${each.about.name} (${each.about.icd}). ${each.about.plan.length > 0 ? random.pick(each.about.plan) : 'Stable.'}`,
    )
  for (const each of visit.plan) item(each)
  if (visit.tested) item('Tests today; results by portal or phone within a week.')
  item(random.pick(years < 14 ? childPlan : generalPlan))
  return [...lines, ...signed(visit)].join('\n')
}

export function dischargeSummary(chart: Chart, visit: Visit): string {
  const lines = [
    'NORTH RIVER HOSPITAL',
    visit.kind === 'admission' ? 'DISCHARGE SUMMARY' : 'EMERGENCY DEPARTMENT SUMMARY',
    '',
    `Patient: ${fullName(chart.person.name)}    DOB: ${chart.person.birthDate === null ? 'unknown' : slashed(chart.person.born)}`,
    visit.kind === 'admission'
      ? `Admitted: ${slashed(visit.day)}    Discharged: ${slashed(Math.min(visit.day + visit.stay, chart.end))}`
      : `Seen: ${slashed(visit.day)}`,
    `Attending: ${visit.clinician.name}    Primary care: ${chart.primary.name}`,
    '',
    `${visit.kind === 'admission' ? 'Principal diagnosis' : 'Complaint'}: ${visit.reason}`,
    '',
    'COURSE',
    ...wrap(
      (visit.kind === 'admission' ? hospitalCourses : emergencyCourses)[visit.reason] ??
        'Observed and discharged in good condition.',
    ),
    '',
    'DISCHARGE MEDICATIONS',
    ...(visit.taking.length > 0 ? visit.taking : ['None.']),
    '',
    'FOLLOW-UP',
    `Primary care within 7 to 14 days. Return for fever, worse pain or short breath.`,
  ]
  const last = visit.kind === 'admission' ? Math.min(visit.day + visit.stay, chart.end) : visit.day
  return [...lines, ...signed(visit, last, visit.kind === 'admission' ? 900 : visit.minute + 240)].join('\n')
}

/** A letter back from the specialist; as HTML when it came that way. */
export function consultLetter(chart: Chart, visit: Visit, specialty: SpecialtyKey, html: boolean): string {
  const expert = chart.directory.specialists.get(specialty)
  const body = consultBodies[specialty] ?? 'Seen as requested.'
  const [opening, name] = [`Dear ${chart.primary.name},`, fullName(chart.person.name)]
  const about = chart.illnesses.filter(
    (each) => each.about.refer.includes(specialty) && hasIllness(chart.illnesses, each.about.key, visit.day),
  )
  const problem = about[0]?.about.name ?? visit.reason
  if (!html)
    return [
      expert?.group.display ?? '',
      '',
      slashed(visit.day + 9),
      '',
      `Re: ${name}`,
      '',
      opening,
      '',
      ...wrap(`Thank you for sending ${name} for ${inSentence(problem)}. ${body}`),
      '',
      'Sincerely,',
      expert?.name ?? '',
      '',
    ].join('\n')
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Consultation</title></head><body>\n<h1>${safe(expert?.group.display ?? '')}</h1>\n<p><strong>Re:</strong> ${safe(name)}</p>\n<p>${safe(opening)}</p>\n<p>Thank you for sending ${safe(name)} for <em>${safe(inSentence(problem))}</em>. ${safe(body)}</p>\n<table border="1"><tr><th>Problem</th><th>Plan</th></tr><tr><td>${safe(problem)}</td><td>Continue; return as above.</td></tr></table>\n<p>${safe(expert?.name ?? '')}</p>\n</body></html>\n`
}

/** Lines of at most 88 characters, as printed records have them. */
function wrap(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > 88 && line !== '') {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
