import type { PackReason } from '../../../shared/downtime/pack.ts'

/** Why somebody is in the pack, in words. */
export const reasonText = (reason: PackReason): string =>
  ({
    today: 'on today’s schedule',
    tomorrow: 'on tomorrow’s schedule',
    'by-hand': 'put in by hand',
    changed: 'changed here lately',
    opened: 'opened here lately',
  })[reason]
