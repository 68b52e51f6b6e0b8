/**
 * Writes downtime packs until it is killed. `node pack-kill-child.mjs <file> <step>`: with a step above 0 it kills itself at
 * that call of its to the file system, and says how many there are where it comes to its end. Pack after pack is one larger
 * number, said once it is written.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { writeSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { writePackFile } from '../../src-main/vault/pack-file.ts'

const [, , file = '', given = '0'] = process.argv
const key = Buffer.from(process.env['HOLDFAST_KEY'] ?? '', 'hex')
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`)
let steps = 0
const step = () => {
  steps += 1
  if (steps === Number(given)) process.kill(process.pid, 'SIGKILL')
}

type Functions = Record<string, (...args: unknown[]) => unknown>

/** Every call of these is a step; `result` may look at what comes of it. */
function hook(
  functions: Functions,
  names: readonly string[],
  result: (value: unknown) => unknown = (v) => v,
) {
  for (const name of names) {
    const real = functions[name]
    functions[name] = (...args) => {
      step()
      return result(real?.apply(functions, args))
    }
  }
}

function hookFileSystem(): void {
  const require = createRequire(import.meta.url)
  hook(require('node:fs/promises') as Functions, ['open'], async (opened) => {
    const handle = (await opened) as FileHandle
    hook(handle as unknown as Functions, ['writeFile', 'sync', 'close'])
    return handle
  })
  hook(require('node:fs/promises') as Functions, ['rename'])
  hook(require('node:fs') as Functions, ['openSync', 'fsyncSync', 'closeSync'])
  syncBuiltinESMExports()
}

async function write(n: number): Promise<void> {
  await writePackFile(
    file,
    key,
    { tenant: 'tenant', device: 'device' },
    {
      manifest: {
        format: 1,
        practiceName: String(n),
        madeAt: '2026-11-23T15:05:00.000Z',
        dataAsOf: null,
        pages: 1,
        front: { from: 1, to: 1 },
        forms: { from: 1, to: 1 },
        patients: [],
      },
      // large enough for a kill to come in the middle of it
      pdf: new Uint8Array(Buffer.alloc(3_000_000, String(n))),
    },
  )
}

if (given === '0') {
  for (let n = Number(process.env['HOLDFAST_FIRST'] ?? 1); ; n += 1) {
    await write(n)
    say({ n })
  }
}
hookFileSystem()
await write(1)
say({ steps })
