/** Every figure that is set, as it holds now, as it is without anybody's doing, and what it may be set to. */
import { clockBoundMs } from '../../shared/audit/clock-state.ts'
import { absoluteHours, freshMinutes, idleLimits, wrongTries } from '../../shared/kernel/limits.ts'
import { exportLimits, limitsOf } from '../../shared/access/export-policy.ts'
import { leaseHours, privilegedHours } from '../../shared/access/grant.ts'
import { keyMonths } from '../../shared/access/key-policy.ts'
import { passwordLimits } from '../../shared/access/password-policy.ts'
import {
  classes,
  classNames,
  mostYears,
  usualRetention,
  type RetentionClass,
} from '../../shared/access/retention-classes.ts'
import { shortestPassword } from '../../shared/access/password-rules.ts'
import { emergencyMinutes } from '../../shared/privacy/emergency-access.ts'
import type { Policy } from '../../shared/security/get-posture.ts'
import { holdingOf } from '../store/holding.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'

const fixed = (key: Policy['key'], value: string | number): Policy => ({
  key,
  value: String(value),
  usual: String(value),
  range: '',
})

const keepKeys: Readonly<Record<RetentionClass, Policy['key']>> = {
  adultChart: 'keep-adult-chart',
  minorChart: 'keep-minor-chart',
  audit: 'keep-audit',
  access: 'keep-access',
  privacy: 'keep-privacy',
  downtime: 'keep-downtime',
}

export function policiesOf(read: Reader): Policy[] {
  const practice = practiceOf(read)
  const held = holdingOf(read)
  return [
    {
      key: 'idle-minutes',
      value: String(practice?.idleMinutes ?? idleLimits.usual),
      usual: String(idleLimits.usual),
      range: `${idleLimits.least} to ${idleLimits.most}`,
    },
    fixed('absolute-hours', absoluteHours),
    {
      key: 'key-months',
      value: String(practice?.keyMonths ?? keyMonths.usual),
      usual: String(keyMonths.usual),
      range: `${keyMonths.least} to ${keyMonths.most}`,
    },
    {
      key: 'second-factor',
      value: practice?.secondFactor ?? 'everyone',
      usual: 'everyone',
      range: 'everyone or nobody',
    },
    {
      key: 'lease-hours',
      value: String(practice?.leaseHours ?? leaseHours.usual),
      usual: String(leaseHours.usual),
      range: `${leaseHours.least} to ${leaseHours.most}`,
    },
    fixed('privileged-hours', privilegedHours),
    {
      key: 'password-length',
      value: String(practice?.passwordLength ?? shortestPassword),
      usual: String(shortestPassword),
      range: `${passwordLimits.length.least} to ${passwordLimits.length.most}`,
    },
    {
      key: 'password-days',
      value: practice?.passwordDays ? String(practice.passwordDays) : 'never',
      usual: 'never',
      range: `never, or ${passwordLimits.days.least} to ${passwordLimits.days.most}`,
    },
    {
      key: 'password-words',
      value: String(practice?.passwordWords?.length ?? 0),
      usual: '0',
      range: `0 to ${passwordLimits.words.most}`,
    },
    fixed('wrong-tries', `${wrongTries.waitFrom}, closed at ${wrongTries.closeAt}`),
    fixed('step-up-minutes', freshMinutes),
    fixed('emergency-minutes', emergencyMinutes),
    fixed('clock-bound', clockBoundMs / 1000),
    {
      key: 'charts-held',
      value: held ? `${held.months} months` : 'every chart',
      usual: 'every chart',
      range: 'every chart, or those of the last months',
    },
    {
      key: 'export-alone',
      value: String(limitsOf(practice).alone),
      usual: String(exportLimits.alone.usual),
      range: `${exportLimits.alone.least} to ${exportLimits.alone.most}`,
    },
    {
      key: 'export-most',
      value: String(limitsOf(practice).most),
      usual: String(exportLimits.most.usual),
      range: `${exportLimits.most.least} to ${exportLimits.most.most}`,
    },
    ...classNames.map((name) => ({
      key: keepKeys[name],
      value: String((practice?.retention ?? usualRetention)[name]),
      usual: String(classes[name].usual),
      range: `${classes[name].floor} to ${mostYears}`,
    })),
  ]
}
