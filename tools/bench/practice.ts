/**
 * The practice that is measured: demo data, imported through the product's own door, so that rows, indexes and search
 * tables are what they are in production. It is kept in out/bench and used again until what it is made of changes.
 */
import { createHash } from 'node:crypto'
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { signIn } from '../../shared/access/sign-in.ts'
import { defaultCost } from '../../src-main/vault/keys.ts'
import { writeNdjson } from '../demo/write-ndjson.ts'
import { deviceKeys, openDemoPractice, readDemo, type Demo } from '../kit/demo-practice.ts'
import { importFolder } from '../kit/import-folder.ts'
import { openWorkstation, type Workstation } from '../kit/workstation.ts'
import { root } from '../proc.ts'
import { everybody } from './people.ts'
import { removeScratch, scratchFolder } from './scratch.ts'

export type Filled = Readonly<{
  profile: string
  demo: Demo
  patients: number
  /** What the filling imported, and how long that took when it was done. */
  resources: number
  fillSeconds: number
}>

/** What the rows and tables of a filled practice follow from. */
const madeOf = [
  'tools/demo',
  'tools/bench/people.ts',
  'migrations',
  'shared/exchange',
  'shared/kernel/fold.ts',
  'shared/patients/patient.ts',
  'src-main/exchange',
  'src-main/store',
]

/** And those of a filled schedule. */
const scheduleMadeOf = [
  'shared/schedule',
  'tools/kit/demo-schedule.ts',
  'tools/bench/schedule-practice.ts',
  'tools/bench/schedule-rows.ts',
]

function hashOfSources({ kind, of = '' }: Wanted): string {
  const hash = createHash('sha256').update(of)
  for (const place of kind === 'schedule' ? [...madeOf, ...scheduleMadeOf] : madeOf) {
    const path = join(root, place)
    const files = statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .toSorted()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}

type Wanted = Readonly<{
  kind: 'practice' | 'schedule'
  /** The month it is made for, where it matters. */
  of?: string
  patients: number
  longCharts: number
  keyInFile: boolean
  say(what: string): void
  /** Written after everybody is imported. */
  more?(desk: Workstation): Promise<void>
}>

/** The kept practice, filled first where there is none of these sources. */
export async function keptPractice(wanted: Wanted): Promise<Filled> {
  const kind = `${wanted.kind}-${wanted.patients}-${wanted.longCharts}${wanted.keyInFile ? '-file' : ''}`
  const bench = join(root, 'out', 'bench')
  const folder = join(bench, `${kind}-${hashOfSources(wanted)}`)
  const kept = await readKept(folder, wanted.patients)
  if (kept) {
    wanted.say(`the practice of an earlier run is used again: ${folder}`)
    return kept
  }
  mkdirSync(bench, { recursive: true })
  // of one kind only the newest is kept: each takes more than half a gigabyte
  for (const old of readdirSync(bench))
    if (old.startsWith(`${kind}-`)) rmSync(join(bench, old), { recursive: true, force: true })
  return fill(folder, wanted)
}

type Note = { resources: number; fillSeconds: number }
const noteOf = (folder: string): string => join(folder, 'filled.json')

/** Null where there is none, or where its key is gone with the keychain it was in. */
async function readKept(folder: string, patients: number): Promise<Filled | null> {
  if (!existsSync(noteOf(folder))) return null
  const profile = join(folder, 'profile')
  const demo = readDemo(profile)
  if (!demo) return null
  const found = await openWorkstation({ profile, keys: deviceKeys(profile, demo.keyInFile) })
  const { state } = found.vault.gate()
  found.close()
  if (state !== 'sign-in') return null
  return {
    profile,
    demo,
    patients,
    ...(JSON.parse(readFileSync(noteOf(folder), 'utf8')) as Note),
  }
}

async function fill(folder: string, wanted: Wanted): Promise<Filled> {
  wanted.say(`${wanted.patients} patients are made and imported; this is kept for the next run (${folder})`)
  const workshop = makeWorkshop()
  try {
    const [source, profile] = [join(workshop, 'source'), join(workshop, 'profile')]
    await writeNdjson(everybody(wanted.patients, wanted.longCharts), source, false)
    const { desk, demo } = await openDemoPractice({
      profile,
      keyInFile: wanted.keyInFile,
      practiceName: 'Bench',
    })
    const note = await importAll(desk, source, wanted.say)
    await wanted.more?.(desk)
    desk.close()
    // the first sign-in at the real cost makes the slot as strong as every other workstation's
    const strong = await signedIn({ profile, demo })
    strong.close()
    cpSync(profile, join(folder, 'profile'), { recursive: true })
    writeFileSync(noteOf(folder), JSON.stringify(note))
    return { profile: join(folder, 'profile'), demo, patients: wanted.patients, ...note }
  } finally {
    removeScratch(workshop)
  }
}

/** In memory where there is plenty: thousands of durable writes would be a measure of the disk, and of who else uses it. */
function makeWorkshop(): string {
  const inMemory = existsSync('/dev/shm') && freemem() > 8 * 2 ** 30
  return scratchFolder(inMemory ? '/dev/shm' : join(root, 'out', 'bench'), 'holdfast-bench')
}

async function importAll(desk: Workstation, source: string, say: (what: string) => void): Promise<Note> {
  const start = performance.now()
  let told = start
  const { run, report, refused } = await importFolder(desk, source, {
    source: 'Bench',
    onProgress({ done, total, perSecond }) {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(`  ${done} of about ${total ?? '?'} resources, ${perSecond} a second`)
    },
  })
  if (run.state !== 'finished' || refused > 0)
    throw new Error(`the practice was not filled: ${run.state}, ${refused} refused`)
  return {
    resources: report.types.reduce((total, type) => total + type.stored, 0),
    fillSeconds: (performance.now() - start) / 1000,
  }
}

/** A copy for one run: measurements register people and write the audit log. */
export function copyPractice(kept: Filled, to: string): Filled {
  cpSync(kept.profile, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return { ...kept, profile: to }
}

/** The workstation with its owner signed in, at the real password cost. */
export async function signedIn({ profile, demo }: Pick<Filled, 'profile' | 'demo'>): Promise<Workstation> {
  const desk = await atGate({ profile, demo })
  await desk.call(signIn, { username: demo.username, password: demo.password })
  return desk
}

/** The same before anybody has signed in. */
export const atGate = ({ profile, demo }: Pick<Filled, 'profile' | 'demo'>): Promise<Workstation> =>
  openWorkstation({ profile, keys: deviceKeys(profile, demo.keyInFile), kdf: defaultCost, keepTold: false })
