import { getChoices } from '../../shared/auditing/get-choices.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { peopleNames } from './named-lines.ts'

export const getChoicesHandler = act(getChoices, async ({ gatekeeper, session }, { scope }) => {
  must(session, 'auditing.session')
  const desk = gatekeeper.auditDesk.log(scope)
  const names = peopleNames(session.store.read)
  const people = await desk.wordsIn('actor')
  return {
    entries: desk.kept().entries,
    people: people.map((userId) => ({ userId, name: names.get(userId) ?? '' })),
    actions: await desk.wordsIn('action'),
    reasons: await desk.wordsIn('reason'),
    workstations: await desk.wordsIn('workstation'),
  }
})
