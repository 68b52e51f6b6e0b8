/** Classes of records, holds and letting go, as a practice says them. */
import type { RetentionClass } from '../../shared/access/retention-classes.ts'
import type { PurgeLine } from '../../shared/retention/decide-purge.ts'
import type { PurgeHeld } from '../../shared/retention/purge.ts'

export const classWords: Readonly<Record<RetentionClass, Readonly<{ name: string; about: string }>>> = {
  adultChart: { name: 'Charts of adults', about: 'After the last visit. The state may ask for more.' },
  minorChart: {
    name: 'Charts of minors',
    about: 'After the last visit, or the eighteenth birthday if that is later.',
  },
  audit: { name: 'Audit log', about: 'After an entry was written.' },
  access: { name: 'Access and reviews', about: 'Who was given what, and who looked at it again.' },
  privacy: {
    name: 'Cases, amendments, disclosures, holds',
    about: 'What was looked into, asked to be corrected, given out, and held.',
  },
  downtime: { name: 'Times without the cloud', about: 'The accounts of outages and drills.' },
}

export const purgeWords: Readonly<Record<PurgeLine['state'], string>> = {
  listed: 'Nobody has decided',
  proposed: 'Waits for a second person',
  confirmed: 'Confirmed; the cloud carries it out',
  dismissed: 'Not let go',
  done: 'Let go',
  stale: 'Not carried out: a hold, an alarm or the policy has changed what may go since. See the newer list',
}

export const heldWords: Readonly<Record<PurgeHeld['why'], string>> = {
  'practice-held': 'a legal hold on all of the practice',
  'chart-held': 'a legal hold on a chart',
  alarm: 'an alarm of the log that nobody has settled',
}
