/** `npm run audit:verify -- FILE | FOLDER | URL`: a log that was exported, proven by anybody, with no secret (docs/audit-format.md). */
import { createReadStream, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printed } from './audit-verify/print.ts'
import { listingOf, NotThere, type Item } from './audit-verify/source.ts'
import { fingerprint } from './audit-verify/trust.ts'
import { tryOut } from './audit-verify/try.ts'
import { verify } from './audit-verify/verify.ts'

const usage = `npm run audit:verify -- FILE | FOLDER | URL [--key SHA256-OR-FILE] [--authority FILE] [--checkpoints FOLDER] [--page FILE]... [--json]
npm run audit:verify -- --list FOLDER
npm run audit:verify -- --try 1000000

FILE is an export (NDJSON) with its statement beside it; FOLDER has exports and checkpoints; URL is such a folder, served over
https with its audit-listing.json, which --list writes. --try makes up so many entries and proves them. 0: nothing is wrong. 1: something is. 2: nothing could be proven.`

const options = {
  key: { type: 'string' },
  authority: { type: 'string' },
  checkpoints: { type: 'string' },
  page: { type: 'string', multiple: true },
  list: { type: 'string' },
  try: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path)
const isAddress = (where: string): boolean => /^https?:/i.test(where)

/** 0; 1 where something is not as it must be; 2 where it was asked for wrongly, or could not be read. */
export async function task(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [where, ...more] = positionals
    if (values.list !== undefined && where === undefined) {
      console.log(JSON.stringify(await listingOf(fromHere(values.list)), null, 2))
      return 0
    }
    const count = Number(values.try)
    if (Number.isSafeInteger(count) && count > 0 && where === undefined) {
      console.log(await tryOut(count))
      return 0
    }
    if (where === undefined || more.length > 0 || values.list !== undefined) {
      console.error(usage)
      return 2
    }
    const { checkpoints = null } = values
    const report = await verify({
      where: isAddress(where) ? where : fromHere(where),
      pinned: {
        key: values.key === undefined ? null : readKey(values.key),
        authority: values.authority === undefined ? null : readFileSync(fromHere(values.authority), 'utf8'),
      },
      pages: (values.page ?? []).map(pageAt),
      checkpoints: checkpoints === null || isAddress(checkpoints) ? checkpoints : fromHere(checkpoints),
    })
    for (const line of values.json ? [JSON.stringify(report)] : printed(report)) console.log(line)
    return report.faults.length === 0 ? 0 : 1
  } catch (error) {
    const isAsked =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    console.error(isAsked ? usage : error instanceof Error ? error.message : 'It could not be read')
    if (!isAsked && !(error instanceof NotThere)) console.error('audit:verify could not come to an end')
    return 2
  }
}

/** A SHA-256, or a file with the key: PEM, or DER in base64. */
function readKey(given: string): string {
  if (/^[0-9a-f]{64}$/i.test(given)) return given.toLowerCase()
  const text = readFileSync(fromHere(given), 'utf8')
  return fingerprint(text.replaceAll(/-----[^-]+-----|\s/g, ''))
}

const pageAt = (path: string): Item => ({
  name: basename(path),
  bytes: () => createReadStream(fromHere(path)),
})
