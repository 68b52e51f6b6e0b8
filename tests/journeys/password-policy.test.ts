/** What a practice asks of passwords beside what the product asks: a length of its own, words that do not count, and where it insists an end. */
import { expect, test } from 'vitest'
import { changePassword } from '../../shared/access/change-password.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { recover } from '../../shared/access/recover.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { newPractice, type Practice } from '../kit/practice.ts'

const { username, password } = owner
const dayMs = 86_400_000
const longer = 'violet anchor pepper mosaic 27'

async function policyIs(desk: Workstation, ours: Partial<InputOf<typeof setSignInPolicy>>): Promise<void> {
  const policy = await desk.call(getSignInPolicy, {})
  await desk.call(setSignInPolicy, { ...policy, ...ours })
}
/** The same workstation in its next process. */
async function next({ profile, keys }: Practice, before: Workstation, clock?: TestClock) {
  await before.vault.people.settled()
  before.close()
  return openWorkstation({ profile, keys, ...(clock && { clock }) })
}
const find = (desk: Workstation) => reasonOf(desk.call(findPatients, { text: 'okon', limit: 5 }))
const due = async (desk: Workstation) => {
  const { mustFirst, passwordDue } = await desk.call(getMe, {})
  return [mustFirst, passwordDue]
}

test('a password shorter than the practice has them is changed at the next sign-in, before anything else and without a network', async () => {
  const made = await newPractice()
  await policyIs(made, { passwordLength: 28 })
  // whoever is in goes on until they come in again
  expect([await due(made), await find(made)]).toEqual([[null, null], 'ok'])
  const desk = await next(made, made)
  await desk.call(signIn, { username, password })
  expect([await due(desk), await find(desk)]).toEqual([
    ['password', 'shorter-than-here'],
    'session.first-password',
  ])
  expect(await reasonOf(desk.call(setSignInPolicy, { ...setSignInPolicy.example, version: 2 }))).toBe(
    'session.first-password',
  )
  const change = (to: string) => reasonOf(desk.call(changePassword, { password, next: to }))
  expect(await change('cobalt meadow harbor 71')).toBe('password.shorter-than-here')
  expect(await change(longer)).toBe('ok')
  expect([await due(desk), await find(desk)]).toEqual([[null, null], 'ok'])
  const later = await next(made, desk)
  await later.call(signIn, { username, password: longer })
  expect([await due(later), await find(later)]).toEqual([[null, null], 'ok'])
  later.close()
})

test('words of the house do not count, whoever types them', async () => {
  const made = await newPractice()
  await policyIs(made, { passwordWords: ['Lakeside', 'Elm Street'] })
  const change = (to: string) => reasonOf(made.call(changePassword, { password, next: to }))
  expect(await change('lakeside-elmstreet-77')).toBe('password.word-of-here')
  expect(await change('Lakeside! Elm street.')).toBe('password.word-of-here')
  expect(await change('lakeside mosaic pepper 27')).toBe('ok')
  await policyIs(made, { passwordWords: ['Lakeside', 'mosaic', 'pepper'] })
  const desk = await next(made, made)
  await desk.call(signIn, { username, password: 'lakeside mosaic pepper 27' })
  expect([await due(desk), await find(desk)]).toEqual([
    ['password', 'word-of-here'],
    'session.first-password',
  ])
  desk.close()
})

test('where a practice insists, a password ends: at the day and not before it, and the one that is chosen then has its days', async () => {
  const clock = new TestClock()
  const made = await newPractice({ clock })
  await policyIs(made, { passwordDays: 90 })
  clock.advance(90 * dayMs - 1000)
  const before = await next(made, made, clock)
  await before.call(signIn, { username, password })
  expect(await due(before)).toEqual([null, null])
  clock.advance(1000)
  const desk = await next(made, before, clock)
  await desk.call(signIn, { username, password })
  expect([await due(desk), await find(desk)]).toEqual([['password', 'ended'], 'session.first-password'])
  const { recoveryCode } = await desk.call(changePassword, { password, next: longer })
  expect([await due(desk), await find(desk)]).toEqual([[null, null], 'ok'])
  // coming in later does not begin its days anew, a new password by code does
  clock.advance(89 * dayMs)
  const later = await next(made, desk, clock)
  await later.call(signIn, { username, password: longer })
  expect(await due(later)).toEqual([null, null])
  const byCode = await next(made, later, clock)
  await byCode.call(recover, { username, code: recoveryCode, password: 'walnut tundra saffron 18' })
  clock.advance(2 * dayMs)
  const last = await next(made, byCode, clock)
  await last.call(signIn, { username, password: 'walnut tundra saffron 18' })
  expect([await due(last), await find(last)]).toEqual([[null, null], 'ok'])
  last.close()
})
