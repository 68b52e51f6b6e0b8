/**
 * What a workstation's process gets from a cloud of its own authority and from one of another, in whatever environment it was started:
 * `node ask-clouds.ts` with `Asked` as JSON on its input, `Told` on its output. `machine` trusts what the environment says, as any program
 * of Node does: whether it got an answer shows whether the environment says anything.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { freezeBuiltIns } from '../../src-main/store/freeze-built-ins.ts'
import { enrol } from '../../src-main/sync/enrolment.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import { readAuthority } from '../../src-main/sync/read-authority.ts'

export type Asked = Readonly<{
  own: number
  other: number
  ca: string
  token: string
  pin: string
  /** A code of the practice's own cloud to join with, once; null: it is not tried. */
  code: string | null
  cursor: { epoch: string; seq: number; h: string }
}>
export type Told = Readonly<{
  joined: string
  own: string
  other: string
  enrolling: string
  machine: string
}>

// as in the vault
freezeBuiltIns()
const { own, other, ca, token, pin, code, cursor } = JSON.parse(readFileSync(0, 'utf8')) as Asked
const told = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'answered',
    (error: { why?: string; reason?: string; code?: string }) =>
      error.why ?? error.reason ?? error.code ?? 'failed',
  )
async function pulled(port: number): Promise<string> {
  const transport = new HttpTransport({ host: '127.0.0.1', port, ca: [ca], token, certificate: null })
  const answer = await told(transport.pull(cursor, 10))
  transport.close()
  return answer
}
const joining = { address: `127.0.0.1:${own}`, device: randomUUID(), app: '0.1.0' }
const practice = { practice: randomUUID(), name: 'Harbor Street Family Medicine', lastNumber: 0 }
const answer: Told = {
  joined: code === null ? 'not tried' : await told(enrol({ ...joining, code, bring: practice })),
  own: await pulled(own),
  other: await pulled(other),
  enrolling: await told(readAuthority({ host: '127.0.0.1', port: other }, pin)),
  machine: await told(
    new Promise<void>((resolve, reject) => {
      get({ host: '127.0.0.1', port: other, path: '/', agent: false }, (response) => {
        response.resume().on('end', resolve)
      }).on('error', reject)
    }),
  ),
}
process.stdout.write(JSON.stringify(answer))
