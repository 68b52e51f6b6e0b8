/**
 * A workstation that imports until it is killed. `node import-child.ts <profile> <folder>`: signs in to the
 * demonstration in the profile, imports the folder, and says after every transaction how many resources are stored.
 */
import { writeSync } from 'node:fs'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { importFolder } from '../../tools/kit/import-folder.ts'

const [, , profile = '', folder = ''] = process.argv
const { desk } = await openDemoPractice({ profile, keyInFile: true })
const { read } = desk.session.store
desk.listen((event) => {
  if (event !== 'changed') return
  const stored = read.rows<{ n: number }>('SELECT count(*) AS n FROM originals')[0]?.n
  writeSync(1, `${JSON.stringify({ stored })}\n`)
})
const { run } = await importFolder(desk, folder, { source: 'Old EHR' })
writeSync(1, `${JSON.stringify({ state: run.state })}\n`)
desk.close()
