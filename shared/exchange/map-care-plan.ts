/** FHIR R4 CarePlan, Goal and CareTeam. */
import type { CarePlan, CareTeam, Goal } from '@medplum/fhirtypes'
import type { carePlans, careTeams, goals } from '../charting/care-plan.ts'
import type { RowOf } from '../kernel/record.ts'
import { notHere, type Mapping } from './mapping.ts'
import { endOf, moment, startOf } from './read-date.ts'
import { codeOf, concept, conceptTexts, element, list, text } from './read-element.ts'

export function mapCarePlan(plan: CarePlan, { id, patientId, refs }: Mapping): RowOf<typeof carePlans> {
  const activities = list(plan.activity, 'activity').map((activity, index) => {
    const at = `activity[${index}]`
    const detail = element(activity.detail, `${at}.detail`)
    if (detail)
      return text(detail.description, `${at}.detail`) || concept(detail.code, `${at}.detail.code`).text
    return refs.name(activity.reference, `${at}.reference`, 'ServiceRequest') || notHere
  })
  return {
    id,
    patientId,
    title:
      text(plan.title, 'title') ||
      conceptTexts(plan.category, 'category').join(', ') ||
      text(plan.description, 'description') ||
      'Care plan',
    status: text(plan.status, 'status') || 'unknown',
    startsAt: startOf(plan.period, 'period') ?? moment(plan.created, 'created'),
    endsAt: endOf(plan.period, 'period'),
    activities: activities.filter(Boolean),
    addresses: list(plan.addresses, 'addresses').map(
      (each, index) =>
        refs.name(each, `addresses[${index}]`, 'Condition', `addresses.${index}`, 500) || notHere,
    ),
  }
}

export function mapGoal(goal: Goal, { id, patientId }: Mapping): RowOf<typeof goals> {
  const [target] = list(goal.target, 'target')
  return {
    id,
    patientId,
    description: concept(goal.description, 'description').text || 'Unspecified goal',
    status: text(goal.lifecycleStatus, 'lifecycleStatus') || 'unknown',
    achievement:
      codeOf(goal.achievementStatus, 'achievementStatus') ||
      concept(goal.achievementStatus, 'achievementStatus').text,
    startsAt: moment(goal.startDate, 'startDate'),
    dueOn: moment(target?.dueDate, 'target[0].dueDate'),
  }
}

export function mapCareTeam(team: CareTeam, { id, patientId, refs }: Mapping): RowOf<typeof careTeams> {
  return {
    id,
    patientId,
    name: text(team.name, 'name') || conceptTexts(team.category, 'category').join(', ') || 'Care team',
    status: text(team.status, 'status') || 'unknown',
    startsAt: startOf(team.period, 'period'),
    endsAt: endOf(team.period, 'period'),
    members: list(team.participant, 'participant').map((participant, index) => {
      const at = `participant[${index}].member`
      const field = `members.${index}`
      return {
        role: conceptTexts(participant.role, `participant[${index}].role`).join(', '),
        name: refs.name(participant.member, at, 'Practitioner', `${field}.name`, 300),
        practitionerId: refs.id(participant.member, at, ['Practitioner'], `${field}.practitionerId`),
      }
    }),
  }
}
