/** A machine without a Secret Service: said as that, and nothing is kept anywhere else instead (C6). */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { root } from '../../../tools/proc.ts'
import { tempFolder } from '../../kit/practice.ts'

const keychain = pathToFileURL(join(root, 'src-main/app/keychain.ts')).href
const device = randomUUID()
const script = `
  const { OsKeychain } = await import(${JSON.stringify(keychain)})
  const keys = new OsKeychain()
  const device = '${device}'
  const reason = (work) => work.then(() => 'kept', (error) => error.reason ?? 'refused')
  const marks = [await reason(keys.writeMark(device, 'mark')), await keys.readMark(device)]
  console.log(JSON.stringify([await keys.find(null), await keys.find(device), await reason(keys.create(device)), marks]))
`

test.skipIf(process.platform !== 'linux')(
  'without a Secret Service no key is made, found or kept, in the kernel’s keyring neither',
  () => {
    const nowhere = join(tempFolder(), 'no-bus')
    const { DISPLAY: _display, ...env } = process.env
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${nowhere}`, XDG_RUNTIME_DIR: nowhere },
    })
    const unusable = { state: 'unusable', reason: 'keychain.unusable-linux' }
    expect([
      JSON.parse(stdout || 'null'),
      stderr.replaceAll(/^.*(?:Warning|--trace).*$/gm, '').trim(),
    ]).toEqual([[unusable, unusable, 'refused', ['refused', null]], ''])
    expect(readFileSync('/proc/keys', 'utf8')).not.toContain(device)
  },
)
