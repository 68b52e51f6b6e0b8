/** The peer's own process: takes documents, then texts, and sends back how long a search for each took. */
import { must } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { readSearch } from '../../shared/patients/read-search.ts'
import type { ToPeer } from './peer-link.ts'
import { buildIndexes, findInPouch, installPouch } from './pouchdb.ts'
import { limit } from './search.ts'
import { undisturbedAsync } from './undisturbed.ts'

const place = process.argv[2]
const found = installPouch()
must(place !== undefined && 'Pouch' in found, 'bench.peer')
const pouch = new found.Pouch(place)

async function search(texts: readonly string[]): Promise<number[]> {
  const today = dayIn('UTC', Date.now())
  const ms: number[] = []
  for (const text of texts) {
    const terms = readSearch(text, today)
    ms.push(await undisturbedAsync(() => findInPouch(pouch, terms, limit)))
  }
  return ms
}

async function answer(what: ToPeer): Promise<unknown> {
  if (what.do === 'search') return search(what.texts)
  if (what.do === 'load') await pouch.bulkDocs(what.docs)
  else await buildIndexes(pouch, (name) => console.error(`bench       index ${name}`))
  return null
}

process.on('message', (what: ToPeer) => void answer(what).then((value) => process.send?.(value)))
process.on('disconnect', () => void pouch.close().then(() => process.exit(0)))
