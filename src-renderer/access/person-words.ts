/** How people stand here, and what was done about their access, in words. */
import type { accessActs, identityChecks } from '../../shared/access/access-event.ts'
import type { PersonState } from '../../shared/access/person.ts'
import { roleWords } from '../../shared/access/access-words.ts'
import type { RightSource } from '../../shared/access/right-sources.ts'
import { dateText } from '../kernel/dates.ts'

export const stateWords: Readonly<Record<PersonState, string>> = {
  active: 'Active',
  invited: 'Invited',
  ends: 'Leaves',
  suspended: 'Suspended',
  ended: 'Left',
}

export const actWords: Readonly<Record<(typeof accessActs)[number], string>> = {
  invite: 'Invited',
  change: 'Access changed',
  suspend: 'Suspended',
  reinstate: 'Reinstated',
  'last-day': 'Last day set',
  'no-last-day': 'Last day taken back',
  reset: 'Given a new code',
  exception: 'Exception made',
  'exception-end': 'Exception ended',
}

export const checkWords: Readonly<Record<(typeof identityChecks)[number], string>> = {
  'in-person': 'They stand here, and are known',
  'photo-id': 'By an identity card with a photo',
  'call-back': 'Called back at the number on file',
  'vouched-for': 'Somebody who knows them vouches for them',
}

export const sourceText = (sources: readonly RightSource[]): string =>
  sources
    .map((source) =>
      source.kind === 'role'
        ? roleWords[source.role].name
        : source.kind === 'level'
          ? source.name
          : `Exception until ${dateText(source.until)}`,
    )
    .join(', ')

export const sentence = (words: string): string => (words[0]?.toUpperCase() ?? '') + words.slice(1)
