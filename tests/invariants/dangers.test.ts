/** The code gate: secrets in what is tracked, and what is dangerous in what ships, each shown to be caught where it is seeded (E29, Q3). */
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../tools/proc.ts'
import { electronChecks, sinks } from '../kit/dangers.ts'
import { code, filesIn, sources, textOf } from '../kit/sources.ts'
import { caughtIn, type Rule } from '../kit/syntax.ts'

const product = filesIn(sources, code)
const rules = [...electronChecks, ...sinks]
const found = product.flatMap((file) => caughtIn(file, textOf(file), rules))
const seedsCaught = (rule: Rule) => (source: string) => caughtIn('seeded.tsx', source, [rule]).length > 0

describe('what is dangerous', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))(
    'is caught where it is seeded, and nowhere in the product: %s',
    (name, rule) => {
      expect(rule.seeds.filter((source) => !seedsCaught(rule)(source))).toEqual([])
      expect(rule.lets.filter(seedsCaught(rule))).toEqual([])
      const at = new Set(found.filter((each) => each.rule === name).map((each) => each.at))
      expect([...at].toSorted()).toEqual(Object.keys(rule.reviewed ?? {}).toSorted())
    },
  )

  test('is looked for in every source, and the checks are those row E29 of the checklist names', () => {
    expect(product.length).toBeGreaterThan(1000)
    expect(electronChecks.map(({ name }) => name)).toEqual([
      'AUXCLICK',
      'CERTIFICATE_ERROR_EVENT',
      'CERTIFICATE_VERIFY_PROC',
      'PROTOCOL_HANDLER',
      'CUSTOM_ARGUMENTS',
      'DANGEROUS_FUNCTIONS',
      'REMOTE_MODULE',
      'PRELOAD_JS',
      'SECURITY_WARNINGS_DISABLED',
      'AFFINITY',
    ])
    // a seed in a file of the product is caught as it is in one of ours
    const file = 'src-main/app/windows.ts'
    const seeded = `${textOf(file)}\nwindow.webContents.insertCSS(text)\n`
    expect(caughtIn(file, seeded, rules).length).toBe(caughtIn(file, textOf(file), rules).length + 1)
  })
})

describe('secrets', () => {
  const config = { rules: [{ id: 'recommended', rule: creator, options: {} }] }
  const secretsIn = async (file: string, content: string) => {
    const source = { filePath: file, content, contentType: 'text' as const, ext: extname(file) }
    const { messages } = await lintSource({
      source,
      options: { config, noPhysicFilePath: true, maskSecrets: true },
    })
    return messages.map(({ ruleId, loc }) => `${file}:${loc.start.line} ${ruleId}`)
  }
  const letters = (n: number, of = 'abcdefghijklmnopqrstuvwxyz0123456789') =>
    Array.from({ length: n }, (_each, at) => of[(at * 7 + 3) % of.length]).join('')

  test.each([
    // put together here, so that this file holds none
    ['a key of a cloud', () => `aws_secret_access_key = ${letters(40, 'aBcD3fGh1jKlMn0p')}`],
    ['a token of a forge', () => ['token = ghp', letters(36)].join('_')],
    ['a token of a registry', () => ['//registry.npmjs.org/:_authToken=npm', letters(36)].join('_')],
    [
      'a private key',
      () =>
        String(
          generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
            type: 'pkcs1',
            format: 'pem',
          }),
        ),
    ],
    ['a password in an address', () => ['https://admin', 'hunter2hunter2@example.org/'].join(':')],
    [
      'a password of a database',
      () => ['postgres', 'holdfast:s3cretS3cret@db.example.org:5432/practice'].join('://'),
    ],
  ])('are caught where they are seeded: %s', async (_what, secret) => {
    expect(await secretsIn('seeded.ts', secret())).toHaveLength(1)
  })

  test('stand in no file that is tracked', async () => {
    const files = tracked()
    expect(files.length).toBeGreaterThan(2000)
    expect(files).toEqual(expect.arrayContaining(['package.json', 'docs/threat-model.md', 'tools/setup.mjs']))
    const found: string[] = []
    for (const file of files) {
      const bytes = readFileSync(join(root, file))
      if (!bytes.includes(0)) found.push(...(await secretsIn(file, bytes.toString('utf8'))))
    }
    expect(found).toEqual([])
  })
})

/** What git has or would take; where there is no git, all that stands here but what is made or installed. */
function tracked(): string[] {
  const { stdout, status } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  )
  const made = new Set(['.git', 'node_modules', 'dist', 'out', 'release'])
  const all =
    status === 0
      ? stdout.split('\0')
      : readdirSync(root).flatMap((name) => (made.has(name) ? [] : filesIn([name], /./)))
  return all.filter((file) => file !== '' && existsSync(join(root, file)))
}
