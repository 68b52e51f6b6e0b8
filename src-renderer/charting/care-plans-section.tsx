import { listCarePlans } from '../../shared/charting/list-care-plans.ts'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import { Empty } from '../kernel/page.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { EntryKinds } from '../privacy/marks.tsx'
import chart from './chart-screen.module.css'
import classes from './care-plans.module.css'
import { Answered, Section, useNothing } from './section.tsx'
import { statusText } from './status-words.ts'

const span = (from: string | null, to: string | null) =>
  [dateText(from), dateText(to)].filter(Boolean).join(' – ')

export function CarePlansSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listCarePlans, { patientId })
  const nothing = useNothing(patientId, 'No plan, goal or care team has been recorded.')
  return (
    <Answered<typeof listCarePlans> answer={answer}>
      {({ plans, goals, teams }) => (
        <Section title="Care plans" patientId={patientId}>
          <div className={chart['scroll']}>
            <div className={classes['page']}>
              {plans.length + goals.length + teams.length === 0 && <Empty title={nothing} />}
              {plans.map((plan) => (
                <article key={plan.id} data-past={plan.status !== 'active' || undefined}>
                  <h3>{plan.title}</h3>
                  <p className={classes['when']}>
                    {[statusText(plan.status), span(plan.startsAt, plan.endsAt)].filter(Boolean).join(' · ')}
                  </p>
                  {plan.addresses.length > 0 && <p>For {plan.addresses.join(', ')}</p>}
                  <EntryKinds patientId={patientId} type="carePlan" entryId={plan.id} title={plan.title} />
                  <ul>
                    {plan.activities.map((activity, index) => (
                      <li key={`${index}-${activity}`}>{activity}</li>
                    ))}
                  </ul>
                  <EntryAmendments entries={[{ type: 'carePlan', id: plan.id, text: plan.title }]} />
                </article>
              ))}
              {goals.length > 0 && (
                <article>
                  <h3>Goals</h3>
                  <ul>
                    {goals.map((goal) => (
                      <li key={goal.id}>
                        {goal.description}{' '}
                        <span className={classes['when']}>
                          {[
                            statusText(goal.status),
                            statusText(goal.achievement),
                            goal.dueOn && `due ${dateText(goal.dueOn)}`,
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </span>
                        <EntryKinds
                          patientId={patientId}
                          type="goal"
                          entryId={goal.id}
                          title={goal.description}
                        />
                      </li>
                    ))}
                  </ul>
                  <EntryAmendments
                    entries={goals.map(({ id, description }) => ({ type: 'goal', id, text: description }))}
                  />
                </article>
              )}
              {teams.map((team) => (
                <article key={team.id} data-past={team.status === 'inactive' || undefined}>
                  <h3>{team.name || 'Care team'}</h3>
                  <p className={classes['when']}>
                    {[statusText(team.status), span(team.startsAt, team.endsAt)].filter(Boolean).join(' · ')}
                  </p>
                  <EntryKinds
                    patientId={patientId}
                    type="careTeam"
                    entryId={team.id}
                    title={team.name || 'Care team'}
                  />
                  <ul>
                    {team.members.map((member, index) => (
                      <li key={`${index}-${member.name}`}>
                        {member.name || 'Somebody'} <span className={classes['when']}>{member.role}</span>
                      </li>
                    ))}
                  </ul>
                  <EntryAmendments
                    entries={[{ type: 'careTeam', id: team.id, text: team.name || 'Care team' }]}
                  />
                </article>
              ))}
            </div>
          </div>
        </Section>
      )}
    </Answered>
  )
}
