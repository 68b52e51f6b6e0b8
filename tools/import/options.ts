/** What `npm run import` may be told. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../proc.ts'

export const usage = `npm run import -- DIR [--profile DIR] [--source NAME] [--user NAME] [--json]

  DIR            a folder, or one file: FHIR R4 Bundles, NDJSON, NDJSON.gz; the CDC's growth reference tables
  --profile DIR  the workstation to import into; without it, a practice of its own in ${join('out', 'import-profile')}
  --source NAME  which system the records are from; the same name when you import from it again
  --user NAME    who signs in; the password is asked for
  --json         prints one object instead of a report`

export type ImportCommand = Readonly<{
  folder: string
  profile: string
  /** No profile was named: the practice is the command's own. */
  ownPractice: boolean
  source: string
  user: string | null
  json: boolean
}>

/** `cwd` is where relative folders are meant from. Throws an Error that says what is wrong. */
export function readImportOptions(args: readonly string[], cwd: string): ImportCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      source: { type: 'string', default: '' },
      user: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new Error('name one folder to import')
  return {
    folder: resolve(cwd, folder),
    profile: values.profile ? resolve(cwd, values.profile) : join(root, 'out', 'import-profile'),
    ownPractice: !values.profile,
    source: values.source,
    user: values.user ?? null,
    json: values.json,
  }
}
