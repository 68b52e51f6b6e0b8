/** Opening: the file alone, and everything between a typed password and the first screen. */
import { getGate } from '../../shared/access/get-gate.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { listPatients } from '../../shared/patients/list-patients.ts'
import { defaultCost, personPasswordKey } from '../../src-main/vault/keys.ts'
import type { Figure } from './figure.ts'
import { atGate, type Filled } from './practice.ts'
import { limit } from './search.ts'
import { median, timed, timedAsync } from './stats.ts'
import { fileOf, openEncrypted, storeKey } from './store-file.ts'

const nobody = { tenant: 'bench', user: 'nobody' }
const salt = Buffer.alloc(16).toString('base64')

export async function* opening(practice: Filled, quick: boolean): AsyncGenerator<Figure> {
  const times = quick ? 2 : 9
  const how = `median of ${times}, the file in the system's cache`
  const key = await storeKey(practice)
  const opened = Array.from({ length: times }, () =>
    timed(() => openEncrypted(fileOf(practice), key).close()),
  )
  yield { name: 'store.open', value: median(opened), unit: 'ms', bar: null, note: how }

  const typed = Array.from({ length: times }, () =>
    timed(() => personPasswordKey(practice.demo.password, nobody, { ...defaultCost, salt })),
  )
  const { memory, passes } = defaultCost
  const cost = `Argon2id, ${memory / 1024} MiB, ${passes} passes, the usual cost; median of ${times}`
  yield { name: 'store.password', value: median(typed), unit: 'ms', bar: null, note: cost }

  const unlocks: Unlock[] = []
  for (let count = 0; count < times; count += 1) unlocks.push(await unlock(practice))
  const figure = (
    name: string,
    of: keyof Unlock,
    unit: string,
    atMost: number | null,
    note: string,
  ): Figure => ({
    name,
    value: median(unlocks.map((each) => each[of])),
    unit,
    bar: atMost === null ? null : { atMost },
    note: `${note}; ${how}`,
  })
  yield figure('store.unlock', 'usable', 'ms', 1000, 'password to the first stretch of everyone, no screens')
  yield figure(
    'store.search.first',
    'firstSearch',
    'ms',
    null,
    'the first search after an unlock, caches of SQLite cold',
  )
  yield figure(
    'store.search.first-misspelt',
    'firstMisspelt',
    'ms',
    null,
    'the first search that reads all names',
  )
}

type Unlock = { usable: number; firstSearch: number; firstMisspelt: number }

/** What the app asks from the gate on, in its order. */
async function unlock(practice: Filled): Promise<Unlock> {
  const { username, password } = practice.demo
  const desk = await atGate(practice)
  try {
    await desk.call(getGate, {})
    const usable = await timedAsync(async () => {
      await desk.call(signIn, { username, password })
      await desk.call(getMe, {})
      await desk.call(listPatients, {
        sort: 'name',
        descending: false,
        show: 'active',
        offset: 0,
        limit: 100,
      })
    })
    const find = (text: string) => timedAsync(() => desk.call(findPatients, { text, limit }))
    return { usable, firstSearch: await find('ma'), firstMisspelt: await find('jhonsno') }
  } finally {
    desk.close()
  }
}
