/** Plans of care, goals and teams of people who live with something. */
import type { CarePlan, CareTeam, Goal } from '@medplum/fhirtypes'
import type { SpecialtyKey } from '../data/staff.ts'
import { iso, type Day } from '../days.ts'
import { coding, concept, period, systems } from '../fhir.ts'
import { fullName } from '../person.ts'
import { add, type Chart } from './chart.ts'

type Plan = Readonly<{
  title: string
  activities: readonly string[]
  goals: readonly (readonly [text: string, loinc: string | null, target: number, unit: string])[]
}>

const plans: Readonly<Record<string, Plan>> = {
  diabetes: {
    title: 'Diabetes care plan',
    activities: [
      'Check feet every evening',
      'Blood glucose before breakfast, write it down',
      'Walk 30 minutes on five days a week',
      'Eye exam every year',
      'See the diabetes educator',
    ],
    goals: [
      ['Hemoglobin A1c under 7%', '4548-4', 7, '%'],
      ['Lose 10 pounds by the next birthday', null, 0, ''],
    ],
  },
  hypertension: {
    title: 'Blood pressure plan',
    activities: [
      'Home blood pressure twice a week',
      'No added salt',
      'Take tablets at the same hour each day',
    ],
    goals: [['Blood pressure under 130/80', '8480-6', 130, 'mm[Hg]']],
  },
  heartfailure: {
    title: 'Heart failure plan',
    activities: [
      'Weigh every morning before breakfast',
      'Call for a gain of 3 pounds in a day or 5 in a week',
      'Two grams of sodium a day',
      'Fluid limit 2 liters',
    ],
    goals: [['No hospital stay for heart failure this year', null, 0, '']],
  },
  copd: {
    title: 'COPD action plan',
    activities: [
      'Inhalers as prescribed',
      'Pulmonary rehabilitation twice a week',
      'Flu and pneumonia vaccines',
      'Rescue pack at home',
    ],
    goals: [['Walk to the harbor and back without stopping', null, 0, '']],
  },
  asthma: {
    title: 'Asthma action plan',
    activities: [
      'Green zone: controller twice a day',
      'Yellow zone: two puffs every four hours, call the office',
      'Red zone: two puffs and call 911',
      'No cats in the bedroom',
    ],
    goals: [['No night-time cough', null, 0, '']],
  },
  depression: {
    title: 'Depression care plan',
    activities: [
      'Weekly therapy',
      'Medication every morning',
      'One pleasant activity each day',
      'Crisis line 988 on the refrigerator',
    ],
    goals: [['PHQ-9 under 5', '44261-6', 5, '{score}']],
  },
  dementia: {
    title: 'Dementia care plan',
    activities: [
      'Adult day center three days a week',
      'Medication box filled by daughter',
      'Stove knobs removed',
      'Caregiver support group',
    ],
    goals: [['Stay safely at home', null, 0, '']],
  },
  kidney: {
    title: 'Kidney care plan',
    activities: ['No ibuprofen or naproxen', 'Labs every six months', 'Protein as the dietitian advised'],
    goals: [['Keep eGFR above 45', '98979-8', 45, 'mL/min/{1.73_m2}']],
  },
  obesity: {
    title: 'Weight plan',
    activities: ['Food diary for two weeks', 'Dietitian visit', 'Swimming on Tuesday and Thursday'],
    goals: [['BMI under 30', '39156-5', 30, 'kg/m2']],
  },
}

const achievements = ['in-progress', 'improving', 'achieved', 'not-achieved', 'no-change'] as const

export function planCare(chart: Chart): void {
  const { random } = chart
  const able = chart.illnesses.filter((each) => each.found !== null && plans[each.about.key] !== undefined)
  for (const illness of able) {
    const plan = plans[illness.about.key]
    if (!plan || illness.found === null || !random.chance(0.42)) continue
    const from = Math.min(chart.end, illness.found + random.int(0, 40))
    const goals = plan.goals.map((goal) => setGoal(chart, goal, from, illness.about.key))
    writePlan(chart, plan, illness.about.key, from, goals)
    if (random.chance(0.75))
      gather(chart, plan.title.replace(/ (care |action )?plan$/i, ' care team'), from, illness.about.refer)
  }
}

function setGoal(
  chart: Chart,
  [text, loinc, target, unit]: Plan['goals'][number],
  from: Day,
  key: string,
): Goal {
  const { random } = chart
  const problem = chart.problems.get(key)
  const how = random.pick(achievements)
  return add<Goal>(chart, {
    resourceType: 'Goal',
    id: chart.ids.uuid(),
    lifecycleStatus: how === 'achieved' ? 'completed' : 'active',
    achievementStatus: { coding: [coding('http://terminology.hl7.org/CodeSystem/goal-achievement', how)] },
    description: { text },
    subject: chart.patient,
    startDate: iso(from),
    ...(problem && { addresses: [{ reference: `Condition/${problem.id}` }] }),
    target: [
      {
        ...(loinc !== null && {
          measure: { coding: [coding(systems.loinc, loinc)] },
          detailQuantity: {
            value: target,
            unit,
            system: systems.ucum,
            code: unit,
            comparator: text.includes('above') ? '>' : '<',
          },
        }),
        dueDate: iso(from + 180),
      },
    ],
  })
}

const categoryPlan = {
  coding: [
    coding(
      'http://hl7.org/fhir/us/core/CodeSystem/careplan-category',
      'assess-plan',
      'Assessment and Plan of Treatment',
    ),
  ],
}

function writePlan(chart: Chart, plan: Plan, key: string, from: Day, goals: readonly Goal[]): void {
  const { random } = chart
  const problem = chart.problems.get(key)
  const ended = random.chance(0.15) && from + 300 < chart.end
  add<CarePlan>(chart, {
    resourceType: 'CarePlan',
    id: chart.ids.uuid(),
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${plan.title}</p><ul>${plan.activities.map((each) => `<li>${each}</li>`).join('')}</ul></div>`,
    },
    status: ended ? 'completed' : 'active',
    intent: 'plan',
    category: [categoryPlan],
    title: plan.title,
    subject: chart.patient,
    period: period(iso(from), ended ? iso(from + 300) : null),
    author: chart.primary.reference,
    ...(problem && {
      addresses: [{ reference: `Condition/${problem.id}`, display: problem.code?.text ?? plan.title }],
    }),
    goal: goals.map((goal) => ({ reference: `Goal/${goal.id}` })),
    activity: plan.activities.map((each) => ({
      detail: {
        status: ended ? 'completed' : random.chance(0.8) ? 'in-progress' : 'not-started',
        description: each,
      },
    })),
  })
}

function gather(chart: Chart, name: string, from: Day, refer: readonly string[]): void {
  const { directory, primary, person } = chart
  const nurse = directory.staff.find(
    (each) => each.row?.role === 'nurse' && each.row.sites.includes(chart.site.key),
  )
  const experts = refer.flatMap((key) => directory.specialists.get(key as SpecialtyKey) ?? [])
  add<CareTeam>(chart, {
    resourceType: 'CareTeam',
    id: chart.ids.uuid(),
    status: person.died === null ? 'active' : 'inactive',
    name,
    subject: chart.patient,
    period: period(iso(from), person.died === null ? null : iso(person.died)),
    participant: [
      {
        role: [concept(systems.snomed, '116154003', 'Patient')],
        member: { ...chart.patient, display: fullName(person.name) },
      },
      { role: [{ text: 'Primary care' }], member: primary.reference },
      ...(nurse ? [{ role: [{ text: 'Care management nurse' }], member: nurse.reference }] : []),
      ...experts.map((expert) => ({ role: [{ text: 'Specialist' }], member: expert.reference })),
    ],
    managingOrganization: [directory.practice],
  })
}
