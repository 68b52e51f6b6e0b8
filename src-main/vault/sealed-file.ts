/** A small file of JSON, sealed as a whole under a key of its own. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { seal, unseal } from './keys.ts'
import { replaceFile } from './slots.ts'

const File = z.strictObject({ format: z.literal(1), nonce: z.base64(), text: z.base64() })

/** Throws where it is not what was written under this key and for this `aad`. Wipes the key. */
export function readSealed<T>(file: string, key: Buffer, aad: string, content: z.ZodType<T>): T {
  try {
    const { nonce, text } = File.parse(JSON.parse(readFileSync(file, 'utf8')))
    const plain = unseal(key, { nonce, text }, aad)
    return content.parse(JSON.parse(plain?.toString('utf8') ?? ''))
  } finally {
    key.fill(0)
  }
}

/** Wipes the key. `content`: already of its schema. */
export function writeSealed(file: string, key: Buffer, aad: string, content: unknown): void {
  const sealed = seal(key, Buffer.from(JSON.stringify(content)), aad)
  key.fill(0)
  replaceFile(file, `${JSON.stringify({ format: 1, ...sealed })}\n`)
}
