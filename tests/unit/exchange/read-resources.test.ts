import { describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { findFiles } from '../../../src-main/exchange/find-files.ts'
import { readResources, type Raw } from '../../../src-main/exchange/read-resources.ts'
import { aPatient, bundle, folderOf, ndjson } from '../../kit/import-files.ts'

/** Everything one file holds. */
async function read(name: string, content: string | Buffer | object) {
  const [file] = await findFiles(folderOf({ [name]: content }))
  if (!file) throw new Error('not found')
  const reading = readResources(file)
  const found: Raw[] = []
  let step = await reading.next()
  for (; !step.done; step = await reading.next()) found.push(step.value)
  return { kind: step.value, found }
}
/** What was found, as `line path: text` or `line path! fault`. */
const shown = ({ found }: { found: Raw[] }) =>
  found.map(({ line, path, bytes, fault }) =>
    fault ? `${line} ${path}! ${fault}` : `${line} ${path}: ${String(bytes)}`,
  )
const patient = JSON.stringify(aPatient('1'))
const second = JSON.stringify(aPatient('2'))

describe('the kinds of files', () => {
  test('a resource by itself, also with space and a mark around it', async () => {
    expect(shown(await read('a.json', patient))).toEqual([`1 : ${patient}`])
    expect(shown(await read('a.json', `\ufeff \n${patient}\n\n`))).toEqual([`1 : ${patient}`])
    expect(shown(await read('a.json.gz', patient))).toEqual([`1 : ${patient}`])
  })

  test('a Bundle, with what its entries are called', async () => {
    const { found } = await read('a.json', bundle(aPatient('1'), aPatient('2')))
    expect(shown({ found })).toEqual([
      `1 Bundle.entry[0].resource: ${patient}`,
      `1 Bundle.entry[1].resource: ${second}`,
    ])
    expect(Object.fromEntries(found[0]?.bundle ?? [])).toEqual({
      'urn:uuid:1': 'Patient/1',
      'urn:uuid:2': 'Patient/2',
    })
  })

  test('a list of resources', async () => {
    expect(shown(await read('a.json', `[${patient},\n${second}]`))).toEqual([
      `1 [0]: ${patient}`,
      `2 [1]: ${second}`,
    ])
  })

  test.each(['a.ndjson', 'a.jsonl', 'A.NDJSON', 'a.ndjson.gz'])('%s: a resource a line', async (name) => {
    expect(shown(await read(name, `${patient}\r\n\n  \n${second}`))).toEqual([
      `1 : ${patient}`,
      `4 : ${second}`,
    ])
  })

  test('a resource a line in what is called .json', async () => {
    expect(shown(await read('a.json', ndjson(patient, second)))).toEqual([`1 : ${patient}`, `2 : ${second}`])
  })

  test('a Bundle on a line keeps its line', async () => {
    const line = JSON.stringify(bundle(aPatient('2')))
    expect(shown(await read('a.ndjson', ndjson(patient, line)))).toEqual([
      `1 : ${patient}`,
      `2 Bundle.entry[0].resource: ${second}`,
    ])
  })

  test('a Bundle larger than is read at once is the same', async () => {
    const long = (id: string) => aPatient(id, { text: { div: 'x'.repeat(7 * 1024 * 1024) } })
    const { kind, found } = await read('a.json', bundle(long('1'), long('2'), long('3'), aPatient('4')))
    expect(kind).toBe('fhir')
    expect(found.map(({ path }) => path)).toEqual([0, 1, 2, 3].map((at) => `Bundle.entry[${at}].resource`))
    expect(found.map(({ bytes }) => (JSON.parse(String(bytes)) as { id: string }).id)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ])
    expect(found[0]?.bundle?.get('urn:uuid:4')).toBe('Patient/4')
  })

  test.each([
    ['settings', '{"name":"package","version":1}'],
    ['a list of other things', '[{"code":1},{"code":2}]'],
    ['an empty list', '[]'],
  ])('%s is no FHIR', async (_what, content) => {
    expect(await read('a.json', content)).toEqual({ kind: 'not-fhir', found: [] })
  })
})

describe('what is damaged', () => {
  test('words', async () => {
    expect(shown(await read('a.json', 'Dear colleague,'))).toEqual(['1 ! json.invalid'])
    expect(shown(await read('a.json', ''))).toEqual(['1 ! json.invalid'])
  })

  test('half a resource', async () => {
    expect(shown(await read('a.json', patient.slice(0, -20)))).toEqual(['1 ! json.truncated'])
  })

  test('half a Bundle: what is whole comes in', async () => {
    const whole = JSON.stringify(bundle(aPatient('1'), aPatient('2')))
    const cut = whole.slice(0, whole.indexOf('"Family-2"'))
    expect(shown(await read('a.json', cut))).toEqual([
      `1 Bundle.entry[0].resource: ${patient}`,
      '1 Bundle.entry[1].resource! json.truncated',
    ])
    const between = whole.slice(0, whole.indexOf('{"fullUrl":"urn:uuid:2"'))
    expect(shown(await read('a.json', between))).toEqual([
      `1 Bundle.entry[0].resource: ${patient}`,
      '1 ! json.truncated',
    ])
  })

  test('a compressed file cut short: what came before comes in', async () => {
    // noise does not shrink, so that half of the bytes is half of the lines
    const noise = (n: number) => Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * n * 7919) % 251))
    const lines = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify({ ...aPatient(String(n)), text: noise(n + 1).toString('base64') }),
    )
    const whole = gzipSync(Buffer.from(ndjson(...lines)))
    const { found } = await read('a.ndjson.gz', whole.subarray(0, whole.length >> 1))
    expect(found.at(-1)).toMatchObject({ fault: 'file.truncated', bytes: null })
    const good = found.slice(0, -1)
    expect(good.length).toBeGreaterThan(20)
    expect(good.map(({ bytes }) => String(bytes))).toEqual(lines.slice(0, good.length))
    expect(found.at(-1)?.line).toBe(good.length + 1)
  })

  test('a compressed Bundle cut short, and one whose bytes were changed', async () => {
    const whole = gzipSync(Buffer.from(JSON.stringify(bundle(aPatient('1')))))
    expect(shown(await read('a.json.gz', whole.subarray(0, 60)))).toMatchObject([/file\.truncated$/])
    const changed = Buffer.from(whole)
    changed[whole.length - 6] = (changed[whole.length - 6] ?? 0) ^ 0xff
    expect(shown(await read('a.json.gz', changed)).at(-1)).toMatch(/! file\.truncated$/)
  })

  test('what is called .gz and is not', async () => {
    const [only] = shown(await read('a.ndjson.gz', Buffer.from(ndjson(patient))))
    expect(only).toBe('1 ! file.truncated')
  })
})
