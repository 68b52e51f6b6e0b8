/**
 * A workstation that is killed while it imports. `node import-child.ts <profile> <folder> <stored>`: signs in to the
 * demonstration in the profile, imports the folder, and kills itself once more than so many resources are stored.
 */
import { writeSync } from 'node:fs'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { importFolder } from '../../tools/kit/import-folder.ts'

const [, , profile = '', folder = '', most = '0'] = process.argv
const { desk } = await openDemoPractice({ profile, keyInFile: true })
const { read } = desk.session.store
// between one transaction and the next, as a person's own clicks would come
setInterval(() => {
  const stored = read.rows<{ n: number }>('SELECT count(*) AS n FROM originals')[0]?.n
  // by itself: whoever heard it from outside could be too late
  if ((stored ?? 0) > Number(most)) process.kill(process.pid, 'SIGKILL')
}, 1).unref()
const { run } = await importFolder(desk, folder, { source: 'Old EHR' })
writeSync(1, `${JSON.stringify({ state: run.state })}\n`)
desk.close()
