import { getChoices } from '../../shared/auditing/get-choices.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { peopleNames } from './named-lines.ts'

export const getChoicesHandler = act(getChoices, async ({ gatekeeper, session }) => {
  must(session, 'auditing.session')
  const desk = gatekeeper.auditDesk
  const names = peopleNames(session.store.read)
  const people = await desk.wordsIn('actor')
  return {
    ...desk.kept(),
    workstation: session.workstation.device,
    people: people.map((userId) => ({ userId, name: names.get(userId) ?? '' })),
    actions: await desk.wordsIn('action'),
    reasons: await desk.wordsIn('reason'),
    workstations: await desk.wordsIn('workstation'),
  }
})
