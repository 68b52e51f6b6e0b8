import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestResource } from '../../../shared/exchange/original.ts'
import { JsonScanner, type Found } from '../../../src-main/exchange/scan-json.ts'

const shown = ({ bytes, ...rest }: Found) => ({ ...rest, text: bytes?.toString() ?? null })

/** What is found in a text whose bytes come in pieces of the given sizes, in turn. */
function scan(text: string, sizes: readonly number[] = [Infinity], keep = true) {
  const scanner = new JsonScanner(keep)
  const bytes = Buffer.from(text)
  const found: Found[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    found.push(...scanner.push(Buffer.from(bytes.subarray(at, at + size))))
    at += size
  }
  return { found: [...found, ...scanner.end()].map(shown), form: scanner.form }
}

const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('{', '}]', '"', '\\', 'entry', 'é日'))
const resource = fc.record({
  resourceType: fc.constantFrom('Patient', 'Basic'),
  id: fc.string({ maxLength: 6 }),
  name: text,
  // no name is a lone quote or backslash: JSON.parse of this V8 takes one for the other
  inner: fc.dictionary(
    fc.constantFrom('{', '}]', 'entry', 'é日', 'a"b', 'c\\'),
    fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 })),
  ),
})
const sizes = fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 4 })
const indents = fc.constantFrom(undefined, 2, '\t')

describe('every entry of a Bundle is found, cut out as it stands', () => {
  test('however the bytes come', () => {
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 5 }), sizes, indents, (resources, pieces, indent) => {
        const whole = JSON.stringify(
          {
            entry: resources.map((each, at) => ({ fullUrl: `urn:uuid:${at}`, resource: each })),
            link: [{ entry: [{ resource: { resourceType: 'Decoy' } }] }],
            resourceType: 'Bundle',
          },
          null,
          indent,
        )
        const { found, form } = scan(whole, pieces)
        expect(form).toMatchObject({ form: 'bundle', complete: true, entries: resources.length, more: false })
        expect(found.map((each) => JSON.parse(each.text ?? ''))).toEqual(resources)
        for (const [at, each] of found.entries()) {
          expect(each).toMatchObject({
            index: at,
            fullUrl: `urn:uuid:${at}`,
            resourceType: resources[at]?.resourceType,
            id: resources[at]?.id,
            fault: null,
          })
          expect(whole).toContain(each.text)
          expect(each.line).toBe(whole.slice(0, whole.indexOf(each.text ?? '')).split('\n').length)
        }
      }),
    )
  })

  test('the items of a list too', () => {
    fc.assert(
      fc.property(fc.array(resource, { minLength: 1, maxLength: 5 }), sizes, (resources, pieces) => {
        const { found, form } = scan(JSON.stringify(resources), pieces)
        expect(form.form).toBe('list')
        expect(found.map((each) => JSON.parse(each.text ?? ''))).toEqual(resources)
      }),
    )
  })

  test('the fullUrl may stand behind the resource', () => {
    const whole =
      '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Basic"},"fullUrl":"urn:x"}]}'
    expect(scan(whole).found).toMatchObject([{ fullUrl: 'urn:x', resourceType: 'Basic' }])
  })

  test('names and ids written with escapes are read', () => {
    const whole =
      '{"resourceType":"Bundle","entry":[{"resource":{"resource\\u0054ype":"Basic","id":"a\\/b"}}]}'
    expect(scan(whole, [3]).found).toMatchObject([{ resourceType: 'Basic', id: 'a/b' }])
  })

  test('a first look keeps no bytes', () => {
    const whole = '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Basic","id":"1"}}]}'
    expect(scan(whole, [4], false).found).toMatchObject([{ resourceType: 'Basic', id: '1', text: null }])
  })
})

describe('what is wrong has a name and a place', () => {
  test('an entry without a resource', () => {
    const whole =
      '{"resourceType":"Bundle","entry":[\n{"request":{"method":"DELETE"}},\n{"resource":{"id":"1"}}]}'
    expect(scan(whole).found).toMatchObject([
      { index: 0, line: 2, fault: 'entry.no-resource' },
      { index: 1, line: 3, fault: null, text: '{"id":"1"}' },
    ])
  })

  test('a file cut short at any byte gives what came before, whole, and no more than one broken resource', () => {
    const entries = ['{"resourceType":"Basic","id":"1"}', '{"resourceType":"Basic","id":"2"}']
    const whole = `{"resourceType":"Bundle","entry":[${entries.map((each) => `{"resource":${each}}`).join()}]}`
    for (let end = 0; end < whole.length; end += 1) {
      const { found, form } = scan(whole.slice(0, end), [7])
      expect(form.complete).toBe(false)
      const good = found.filter((each) => each.fault === null)
      expect(good.map((each) => each.text)).toEqual(entries.slice(0, good.length))
      expect(found.length - good.length).toBeLessThanOrEqual(1)
      for (const each of found.slice(good.length))
        expect(each).toMatchObject({ fault: 'json.truncated', text: null })
    }
  })

  test('a resource larger than may be, and the next one is there', () => {
    const scanner = new JsonScanner(true)
    const found = scanner.push(
      Buffer.from('{"resourceType":"Bundle","entry":[{"resource":{"id":"large","x":"'),
    )
    const block = Buffer.alloc(8 * 1024 * 1024, 'x')
    for (let size = 0; size <= largestResource; size += block.length) found.push(...scanner.push(block))
    found.push(...scanner.push(Buffer.from('"}},{"resource":{"id":"small"}}]}')), ...scanner.end())
    expect(found.map(shown)).toMatchObject([
      { id: 'large', fault: 'resource.too-large', text: null },
      { id: 'small', fault: null, text: '{"id":"small"}' },
    ])
  })

  test.each([
    ['', 'not-json'],
    ['Dear colleague', 'not-json'],
    ['12', 'not-json'],
    ['{"a":1}', 'object'],
    ['{"resourceType":"Patient"}', 'object'],
    ['[]', 'list'],
    ['{"resourceType":"Bundle"}', 'bundle'],
  ])('%j is %s', (whole, form) => {
    expect(scan(whole).form.form).toBe(form)
  })

  test('a second value behind the first is noticed: the file has a resource a line', () => {
    expect(scan('{"resourceType":"Patient"}\n{"resourceType":"Patient"}\n').form.more).toBe(true)
    expect(scan('{"resourceType":"Patient"}\n\n').form.more).toBe(false)
  })
})
