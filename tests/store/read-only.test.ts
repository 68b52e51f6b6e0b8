/** A disk, a folder or files that may not be written: said clearly, and nothing half opened. */
import { chmodSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { closedPractice, credentials, gateOf, reasonOf } from '../kit/closed-practice.ts'
import { FileKeys } from '../kit/file-keys.ts'
import { asNobody, cannotMount, letAllRead, readOnly } from '../kit/mounts.ts'
import { tempFolder } from '../kit/practice.ts'

if (cannotMount) console.log(`skipped: a read-only file system (${cannotMount})`)
if (!asNobody)
  console.log('skipped: files that somebody may only read (nobody to be: setpriv and root are needed)')

describe.skipIf(cannotMount !== null)('a read-only file system', () => {
  test('is said at the gate and to whoever tries; written again, all goes on', async () => {
    const at = await closedPractice()
    const before = at.hashes()
    const undo = readOnly(at.profile)
    const desk = await at.back()
    expect(await gateOf(desk)).toEqual(['refused', 'store.read-only'])
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('store.read-only')
    desk.close()
    expect(at.hashes()).toEqual(before)
    undo()
    const again = await at.back()
    expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
  })

  test('at first run: refused with the reason, and no trace of it', async () => {
    const folder = tempFolder()
    readOnly(folder)
    const desk = await openWorkstation({ profile: folder })
    expect(await reasonOf(desk.call(createPractice, owner))).toBe('store.read-only')
    expect(await gateOf(desk)).toEqual(['first-run', null])
  })
})

// to root every file is writable, so somebody else has to try
describe.skipIf(asNobody === null)('files that may only be read', () => {
  let child = ''
  const template = { folder: '' }
  beforeAll(() => void (child = bundled('kill-child')))

  async function made(): Promise<string> {
    const folder = tempFolder()
    const desk = await openWorkstation({
      profile: join(folder, 'profile'),
      keys: new FileKeys(join(folder, 'keys')),
    })
    await desk.call(createPractice, owner)
    desk.close()
    return folder
  }
  const signInAsNobody = (folder: string) =>
    runChild(child, ['sign-in', folder], { as: asNobody ?? [] }).then(({ lines, errors }) => ({
      said: lines[0],
      errors,
    }))

  test('by their folder and themselves, or the folder alone, or the log alone', async () => {
    template.folder = await made()
    const store = join(template.folder, 'profile/store')
    letAllRead(template.folder)
    expect(await signInAsNobody(template.folder)).toEqual({
      said: { state: 'refused', gate: 'store.read-only', signIn: 'store.read-only' },
      errors: '',
    })
    // files one may write in a folder one may not: no log can be made beside them
    for (const name of ['audit.db', 'clinical.db', 'slots.json']) chmodSync(join(store, name), 0o666)
    expect(await signInAsNobody(template.folder)).toEqual({
      said: { state: 'refused', gate: 'store.read-only', signIn: 'store.read-only' },
      errors: '',
    })
    // a folder one may write, with a chart one may not
    const other = tempFolder()
    cpSync(template.folder, other, { recursive: true })
    letAllRead(other)
    chmodSync(join(other, 'profile/store'), 0o777)
    chmodSync(join(other, 'profile/store/audit.db'), 0o666)
    expect(await signInAsNobody(other)).toEqual({
      said: { state: 'sign-in', gate: null, signIn: 'store.read-only' },
      errors: '',
    })
    chmodSync(join(other, 'profile/store/clinical.db'), 0o666)
    expect(await signInAsNobody(other)).toEqual({
      said: { state: 'sign-in', gate: null, signIn: 'ok' },
      errors: '',
    })
  })
})
