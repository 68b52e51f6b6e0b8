/**
 * A workstation that is killed while a document is added. `node kill-adding-child.mjs <folder> <file> <step>`: signs in, takes
 * the file in and adds it; kills itself at the nth call of our code to the file system or the database. Says what was acknowledged.
 */
import Database from 'better-sqlite3-multiple-ciphers'
import { writeSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { FileKeys } from '../kit/file-keys.ts'
import { stepsOf } from '../kit/steps.ts'

const [, , folder = '', file = '', given = '0', patientId = ''] = process.argv
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`)

const { step: stepNow, now, end } = stepsOf(folder, given)
let counting = false
const step = () => {
  if (counting) stepNow()
}

type Methods = Record<string, (...args: unknown[]) => unknown>
/** Before each call of these there is a step. */
function hook(of: Methods, names: readonly string[]): void {
  for (const name of names) {
    const real = of[name]
    of[name] = function (this: unknown, ...args) {
      step()
      return real?.apply(this, args)
    }
  }
}

const promises = createRequire(import.meta.url)('node:fs/promises') as Methods
const handle = (await promises['open']?.(file, 'r')) as { close(): Promise<void> }
hook(Object.getPrototypeOf(handle) as Methods, ['write', 'sync', 'close', 'truncate'])
await handle.close()
hook(promises, ['open', 'rename', 'mkdir', 'rm'])
syncBuiltinESMExports()
const memory = new Database(':memory:')
hook(Database.prototype as unknown as Methods, ['exec'])
hook(Object.getPrototypeOf(memory.prepare('SELECT 1')) as Methods, ['run'])
memory.close()

const desk = await openWorkstation({
  profile: join(folder, 'profile'),
  keys: new FileKeys(join(folder, 'keys')),
})
await desk.call(signIn, { username: owner.username, password: owner.password })
desk.files = [file]
counting = true
const { files } = await desk.call(chooseFiles, { patientId })
const [chosen] = files
if (!chosen) throw new Error('not taken in')
say({ staged: chosen.sha256, step: now() })
const { documentId } = await desk.call(addDocument, {
  patientId,
  title: 'Consent',
  kind: 'consent',
  date: null,
  note: '',
  files: [{ sha256: chosen.sha256, name: chosen.name, pages: null }],
})
counting = false
say({ documentId, step: now() })
desk.close()
say({ steps: end() })
