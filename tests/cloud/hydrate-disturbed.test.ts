/** A new workstation begins with a snapshot, and something comes in between: nothing is lost and nothing is left over. */
import { describe, expect, test } from 'vitest'
import { patients } from '../../shared/patients/patient.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { hydrating, practiceWith, watched } from '../kit/hydrate.ts'
import { command, countOf } from '../kit/store.ts'
import {
  contentsOf,
  faultsOf,
  registerOne,
  settle,
  skipWithout,
  stationOn,
  usePostgres,
  waitingIn,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('a new workstation that is disturbed', () => {
  const postgres = usePostgres()

  test('goes on where it was, whenever it is killed', async () => {
    const { cloud, practice, one } = await practiceWith(postgres)
    const { two, asked } = await watched(cloud, practice)
    let kills = 0
    for (let engine = two; ;) {
      // every second death is in the middle of a segment: between two of its stretches
      let turns = kills % 2
      const alive = {
        ...hydrating,
        turn: () => (turns-- > 0 ? Promise.resolve() : Promise.reject(new Unreachable('offline'))),
      }
      try {
        await engine.engine.step()
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
      }
      if (two.store.sync.get('epoch') !== null) break
      kills += 1
      expect(kills).toBeLessThan(100)
      engine = {
        ...two,
        engine: stationOn(two.store, two.device, two.token, cloud, () => two.transport, alive).engine,
      }
    }
    const said = asked.filter((each) => each.startsWith('segment'))
    const manifest = asked.filter((each) => each === 'manifest')
    expect(manifest).toHaveLength(1)
    expect(kills).toBeGreaterThan(8)
    // each segment was applied once: asked ahead at most once more, by a life that ended
    for (const each of new Set(said)) expect(said.filter((other) => other === each).length).toBeLessThan(5)
    await settle(two)
    expect(contentsOf(two)).toEqual(contentsOf(one))
  })

  test.each<[string, (body: Uint8Array) => Uint8Array]>([
    ['changed', (body) => body.map((byte, index) => (index === 40 ? byte ^ 1 : byte))],
    ['cut', (body) => body.subarray(0, body.length - 3)],
    ['another', () => new Uint8Array(50)],
  ])('refuses a segment that was %s on its way, and asks again', async (_words, damage) => {
    const { cloud, practice, one } = await practiceWith(postgres)
    let damaged = 0
    const { two, asked } = await watched(cloud, practice, (inner) => ({
      segment: async (snapshot, n) => {
        const body = await inner.segment(snapshot, n)
        if (!body || n !== 2 || damaged > 1) return body
        damaged += 1
        return damage(body)
      },
    }))
    await settle(two)
    expect(damaged).toBe(2)
    expect(asked.filter((each) => each === 'segment 2')).toHaveLength(3)
    expect(asked.filter((each) => each === 'manifest')).toHaveLength(1)
    expect(contentsOf(two)).toEqual(contentsOf(one))
  })

  test('begins again where the snapshot is removed under it; what has gone meanwhile is gone', async () => {
    const { cloud, name, practice, one, ids } = await practiceWith(postgres)
    const { two, asked } = await watched(cloud, practice)
    // until some patients are in, whatever comes before them
    for (let step = 0; step < 20 && countOf(two.store, 'patients') <= 2; step += 1) await two.engine.step()
    expect(countOf(two.store, 'patients')).toBeGreaterThan(2)
    // its own words for somebody who is in already, for one who will have gone, and for somebody new
    const [kept = '', lost = ''] = ids
    command(two.store, (tx) => tx.amend(patients, kept, { preferredName: 'Said during it' }))
    const added = registerOne(two, 'Made during it')
    command(one.store, (tx) => tx.remove(patients, lost))
    await settle(one)
    await postgres.owner(name, async (client) => {
      await client.query('DELETE FROM snapshot_segment')
      await client.query('DELETE FROM snapshot')
    })
    const named = (id: string) => two.store.writers.of(patients).read(id)?.row
    for (let step = 0; step < 3; step += 1) {
      await two.engine.step()
      expect([named(kept)?.['preferredName'], named(added)?.['family']]).toEqual([
        'Said during it',
        'Made during it',
      ])
    }
    await settle(two, one)
    expect(asked.filter((each) => each === 'manifest')).toHaveLength(2)
    expect(named(lost)).toBeUndefined()
    expect(named(kept)?.['preferredName']).toBe('Said during it')
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect([waitingIn(one), waitingIn(two), countOf(two.store, 'attention')]).toEqual([0, 0, 0])
    expect(countOf(two.store, 'shadow')).toBe(0)
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('begins again where the cloud is given another history meanwhile, and keeps what it made', async () => {
    const { cloud, name, practice, one } = await practiceWith(postgres)
    const { two, asked } = await watched(cloud, practice)
    for (let step = 0; step < 5; step += 1) await two.engine.step()
    const added = registerOne(two, 'Made during it')
    await two.engine.step()
    await postgres.owner(name, (client) => client.query('UPDATE practice_head SET epoch = gen_random_uuid()'))
    for (const { engine } of [one, two]) engine.disconnected()
    registerOne(two, 'Made after it')
    await settle(two, one)
    await settle(two, one)
    expect(asked.filter((each) => each === 'manifest').length).toBeGreaterThan(1)
    expect(contentsOf(two)['patients']).toHaveLength(8)
    expect(contentsOf(one)).toEqual(contentsOf(two))
    expect(two.store.writers.of(patients).read(added)?.row['family']).toBe('Made during it')
    expect([waitingIn(one), waitingIn(two), countOf(two.store, 'attention')]).toEqual([0, 0, 0])
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('is asked to come again where the database does not answer, and loses nothing', async () => {
    const { cloud, practice, one } = await practiceWith(postgres)
    let refused = 0
    const { two } = await watched(cloud, practice, (inner) => ({
      hydrate: () => ((refused += 1) < 3 ? Promise.reject(new Unreachable('busy', 1000)) : inner.hydrate()),
    }))
    registerOne(two, 'Waits')
    await settle(two)
    await settle(one, two)
    expect(refused).toBe(3)
    expect(contentsOf(two)).toEqual(contentsOf(one))
  })
})
