/** What matters most asks once more who it is (S15): a contract of these kinds that does not ask is a decision, and stands here with its reason. */
import { expect, test } from 'vitest'
import type { Contract } from '../../shared/kernel/contract.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { everyContract } from '../kit/examples.ts'

/** Rights to administer, to let something leave, to open what is closed, and to sign. */
const grave: readonly string[] = [
  'user.manage',
  'practice.configure',
  'record.export',
  'export.clear',
  'chart.break-glass',
  'chart.restrict',
  'chart.sign',
  'case.review',
  'audit.read',
  'legal.hold',
  'retention.purge',
]
/** Whatever right it is for. */
const graveName = /sign(?!In|Off\w*Reminder)|export|wipe|purge|emergency|revoke|enrol/i

/** Says nobody in, lets nothing out, or asks in another way. */
const reviewed: Readonly<Record<string, string>> = {
  'access.archiveLocation': 'an address of the practice that is used no longer',
  'access.renewPracticeCode': 'asks for the password itself',
  'access.saveLocation': 'an address of the practice',
  'access.saveRevocations': 'can only take rights away; it must not wait',
  'access.takeBackWipe': 'undoes, and whoever may order one may; nothing is opened',
  'auditing.dropWholeLog': 'deletes a copy here; the log is with the cloud',
  'auditing.keepWholeLog': 'brings what they may read already; each reading is recorded',
  'auditing.removeReport': 'a filter under a name',
  'auditing.saveReport': 'a filter under a name',
  'cloud.connectCloud': 'asks for a code that only the practice’s cloud gives',
  'cloud.holdCharts': 'how much is kept at this computer',
  'downtime.startDrill': 'a practice run',
  'exports.cancelExport': 'stops',
  'privacy.closeCase': 'a finding of a reviewer, which nobody makes about themselves',
  'privacy.endEmergency': 'gives back',
  'privacy.noteCase': 'a note of a reviewer',
  'retention.placeHold': 'only keeps what is there; lifting it asks',
  'schedule.exportCalendar': 'times of a provider; nothing of a patient is in it',
  'schedule.exportReport': 'counts of a schedule, of no patient',
  'security.verifyLog': 'reads and proves',
}

const ofWindows = everyContract.filter(
  (each) => each.kind === 'command' && each.caller !== 'internal',
) as (Contract & { stepUp?: true })[]
const isGrave = ({ name, permission }: { name: string; permission: string }) =>
  grave.includes(permission) || graveName.test(name.split('.')[1] ?? '')

test('whoever administers, exports, opens in an emergency or signs is asked again, or it stands here why not', () => {
  const kinds = ofWindows.filter(isGrave)
  expect(kinds.length).toBeGreaterThan(50)
  const silent = kinds.filter(({ stepUp }) => !stepUp).map(({ name }) => name)
  expect(silent.toSorted()).toEqual(Object.keys(reviewed).toSorted())
  for (const reason of Object.values(reviewed)) expect(reason.length).toBeGreaterThan(4)
  expect(grave.filter((right) => !(permissions as readonly string[]).includes(right))).toEqual([])
})

test('signing asks without exception: what there is to sign, and the first thing in a chart that is', () => {
  const signing = ({ name, permission }: { name: string; permission: string }) =>
    permission === 'chart.sign' || /^(co|counter)?sign(?!In$)/i.test(name.split('.')[1] ?? '')
  const there = ofWindows.filter(signing)
  expect(there.map(({ name }) => name).filter((name) => name !== 'access.signIn')).toEqual([
    'access.signOffReview',
    'downtime.signOffOutage',
  ])
  for (const { name, stepUp } of there.filter((each) => each.name !== 'access.signIn'))
    expect([name, stepUp]).toEqual([name, true])
  // and one that is yet to be written is of the kinds that ask
  for (const coming of [
    { name: 'charting.signNote', permission: 'chart.write' },
    { name: 'charting.addendum', permission: 'chart.sign' },
    { name: 'billing.exportClaims', permission: 'billing.write' },
  ])
    expect([coming.name, isGrave(coming)]).toEqual([coming.name, true])
})
