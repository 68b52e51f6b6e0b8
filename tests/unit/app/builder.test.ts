import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../tools/proc.ts'

const require = createRequire(import.meta.url)
const yaml = require('js-yaml') as { load: (text: string) => Record<string, unknown> }
const config = yaml.load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
const scheme = JSON.parse(
  readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'),
) as object

test('the packaging is what the builder understands', () => {
  const ajv = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false })
  const valid = ajv.validate(scheme, config)
  expect(ajv.errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('a packaging with a misspelt fuse is refused by the same schema', () => {
  const ajv = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false })
  expect(ajv.validate(scheme, { ...config, electronFuses: { runAsNod: false } })).toBe(false)
})

test('every fuse is decided, and the dangerous ones are off', () => {
  expect(config['electronFuses']).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('it is signed, installed for the whole computer, and rebuilt by nobody', () => {
  expect(config).toMatchObject({
    forceCodeSigning: true,
    npmRebuild: false,
    asar: true,
    nsis: { perMachine: true },
    msi: { perMachine: true },
    mac: { hardenedRuntime: true, notarize: true },
  })
  expect(JSON.stringify(config)).not.toContain('no-sandbox')
})
