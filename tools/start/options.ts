/** What `npm start` may be told. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../proc.ts'

export const usage = `npm start -- [--headless] [--profile DIR] [--import DIR] [--no-demo] [--no-cloud] [--patients N]

  --headless     no window: walks through the product, writes pictures and a transcript to ${join('out', 'start')}
  --profile DIR  the folder that keeps this workstation's records
  --import DIR   FHIR records to import before it opens: Bundles, NDJSON, NDJSON.gz
  --no-demo      an empty workstation of your own, without the demo practice
  --no-cloud     the demo practice without the cloud that is run for it on this computer
  --patients N   how many patients the demo practice gets when it is made (400)`

export type StartOptions = Readonly<{
  headless: boolean
  profile: string
  importFrom: string | null
  demo: boolean
  cloud: boolean
  patients: number
}>

/** `cwd` is where relative folders are meant from. Throws an Error that says what is wrong. */
export function readStartOptions(args: readonly string[], cwd: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      headless: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: true },
      cloud: { type: 'boolean', default: true },
      profile: { type: 'string' },
      import: { type: 'string' },
      patients: { type: 'string', default: '400' },
    },
  })
  const patients = Number(values.patients)
  if (!Number.isSafeInteger(patients) || patients < 1 || patients > 1_000_000)
    throw new Error(`--patients wants a whole number from 1 to 1000000, not "${values.patients}"`)
  const { headless, demo, cloud } = values
  return {
    headless,
    demo,
    cloud,
    patients,
    profile: values.profile
      ? resolve(cwd, values.profile)
      : join(root, 'out', demo ? 'demo-practice' : 'practice'),
    importFrom: values.import ? resolve(cwd, values.import) : null,
  }
}
