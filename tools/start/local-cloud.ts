/** The cloud of `npm start`: on this computer, in a folder beside the demo practice, which is brought to it once. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { pinOf } from '../../src-cloud/http/certificates.ts'
import { makePracticeCode } from '../../src-cloud/postgres/enrolment.ts'
import { startCloud, type Cloud } from '../../src-cloud/start-cloud.ts'
import { openDemoPractice } from '../kit/demo-practice.ts'
import { freePort } from '../kit/free-port.ts'
import { root } from '../proc.ts'

const host = '127.0.0.1'
/** Where both listen, kept beside them: a workstation knows its cloud by its address. */
const Ports = z.strictObject({ cloud: z.int(), database: z.int() })

export type LocalCloud = Readonly<{ address: string; stop(): Promise<void> }>

/** Starts the cloud of a demo practice; where there can be none, says why and the product does without. */
export async function startLocalCloud(
  profile: string,
  keyInFile: boolean,
  say: (words: string) => void,
): Promise<LocalCloud | null> {
  try {
    const folder = `${profile}-cloud`
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    const ports = await portsOf(folder)
    const cloud = await startCloud({
      folder,
      databaseUrl: process.env['DATABASE_URL'] || null,
      databasePort: ports.database,
      migrations: join(root, 'migrations/cloud'),
      host,
      port: ports.cloud,
      names: ['localhost', host],
      allowTls12: false,
      log: pino({ level: process.env['HOLDFAST_LOG'] ?? 'silent' }),
    })
    const address = `${host}:${cloud.port}`
    try {
      const brought = await bringPractice(profile, keyInFile, cloud, address)
      say(`https://${address}, on this computer${brought ? '; the demo practice was brought to it' : ''}`)
    } catch (error) {
      say(`https://${address}, but the demo practice could not be brought to it (${reasonOf(error)})`)
    }
    return { address, stop: () => cloud.stop() }
  } catch (error) {
    say(`none here (${reasonOf(error)}); the workstation works whole without one`)
    return null
  }
}

/** With a one-time code, through the same command as on the screen. False where it has been done. */
async function bringPractice(
  profile: string,
  keyInFile: boolean,
  { pool, ca }: Cloud,
  address: string,
): Promise<boolean> {
  const { desk } = await openDemoPractice({ profile, keyInFile })
  try {
    const { address: known } = await desk.call(getConnection, {})
    if (known !== null) return false
    const { secret } = await makePracticeCode(pool)
    await desk.call(connectCloud, { address, code: writeEnrolmentCode(secret, pinOf(ca)) })
    return true
  } finally {
    desk.close()
  }
}

async function portsOf(folder: string): Promise<z.output<typeof Ports>> {
  const file = join(folder, 'ports.json')
  if (existsSync(file)) return Ports.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ports = { cloud: await freePort(), database: await freePort() }
  writeFileSync(file, JSON.stringify(ports))
  return ports
}

const reasonOf = (error: unknown): string =>
  error instanceof AppError
    ? [error.reason, ...Object.values(error.params)].join(' ')
    : error instanceof Error
      ? error.message
      : String(error)
