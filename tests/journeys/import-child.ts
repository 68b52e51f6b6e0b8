/**
 * A workstation that imports until it is killed. `node import-child.ts <profile> <folder>`: signs in to the
 * demonstration in the profile, imports the folder, and says again and again how many resources are stored.
 */
import { writeSync } from 'node:fs'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { importFolder } from '../../tools/kit/import-folder.ts'

const [, , profile = '', folder = ''] = process.argv
const { desk } = await openDemoPractice({ profile, keyInFile: true })
const { read } = desk.session.store
// between one transaction and the next, as a person's own clicks would come
setInterval(() => {
  const stored = read.rows<{ n: number }>('SELECT count(*) AS n FROM originals')[0]?.n
  writeSync(1, `${JSON.stringify({ stored })}\n`)
}, 1).unref()
const { run } = await importFolder(desk, folder, { source: 'Old EHR' })
writeSync(1, `${JSON.stringify({ state: run.state })}\n`)
desk.close()
