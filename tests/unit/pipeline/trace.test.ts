import { expect, test } from 'vitest'
import { AppError } from '../../../shared/kernel/errors.ts'
import { traceOf } from '../../../src-main/pipeline/trace.ts'

const secret = 'SENTINEL Raeann'
const thrown = (error: unknown) => JSON.stringify(traceOf(error))

test('says where, and of what kind, and nothing of the message', () => {
  const trace = traceOf(new TypeError(`no such thing: ${secret}`))
  expect(trace['kind']).toBe('TypeError')
  expect(trace['at']).toContain('trace.test.ts:')
  expect(thrown(new TypeError(secret))).not.toContain('SENTINEL')
  expect(traceOf(new AppError('Bug', 'tx.amend-id'))['kind']).toBe('tx.amend-id')
})

test.each([
  ['frames in the message', new Error(`bad\n    at ${secret} (file:///x.ts:1:1)\n    at ${secret}`)],
  ['a message that is part of the frames', new Error('at')],
  ['a name somebody set', Object.assign(new Error('x'), { name: secret })],
  ['a stack somebody set', Object.assign(new Error('x'), { stack: `Error: x\n    at ${secret}\n${secret}` })],
  ['no message', new Error('')],
  ['a text', secret],
  ['an object', { secret }],
  ['nothing', null],
])('%s', (_what, error) => expect(thrown(error)).not.toContain('SENTINEL'))
