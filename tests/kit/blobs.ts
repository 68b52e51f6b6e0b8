/** Workstations of a real cloud that carry the bytes of documents too. */
import { randomBytes, randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { documents } from '../../shared/charting/document.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { chunkAt, chunksOf } from '../../shared/sync/blobs.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { BlobFolder } from '../../src-main/blobs/blob-folder.ts'
import { blobOf, noteStaged } from '../../src-main/store/blob-rows.ts'
import { BlobLane, type BlobLaneParts } from '../../src-main/sync/blob-lane.ts'
import { HttpBlobTransport, type BlobTransport, type Chunk } from '../../src-main/sync/blob-transport.ts'
import { Line } from '../../tools/drill/line.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { Random } from '../simulation/random.ts'
import {
  makeOwner,
  newCloud,
  newTestPractice,
  settle,
  stationOn,
  type Place,
  type Station,
  type TestPostgres,
} from './cloud.ts'
import { shaOf } from './documents.ts'
import { rowFor } from './rows.ts'
import { anActor, command, newStore, newTestId } from './store.ts'

export type BlobStation = Station &
  Readonly<{
    blobs: BlobFolder
    carrying: BlobTransport
    /** A lane over it, as after a start; ended when the test is. `around`: what happens on the way. */
    lane(parts?: Partial<BlobLaneParts>): BlobLane
    /** What went wrong inside of its lanes, which a workstation would log. */
    faults: unknown[]
  }>

/** A new workstation, enrolled and empty. */
export async function newBlobStation(
  cloud: Place,
  practice: string,
  port: number = cloud.port,
): Promise<BlobStation> {
  const [store, device] = [newStore(), randomUUID()]
  const token = await enrolDevice(cloud.pool, practice, device)
  const station = stationOn(store, device, token, { port, ca: cloud.ca })
  const place = { host: '127.0.0.1', port, ca: [cloud.ca], token, certificate: null }
  const carrying = new HttpBlobTransport(place, { timeoutMs: 10_000 })
  onTestFinished(() => carrying.close())
  const blobs = new BlobFolder(join(dirname(store.file), 'blobs'), {
    newest: 1,
    of: new Map([[1, randomBytes(32)]]),
  })
  const faults: unknown[] = []
  const lane = (parts: Partial<BlobLaneParts> = {}) => {
    const made = new BlobLane({
      store,
      blobs,
      transport: carrying,
      changed: () => undefined,
      reached: () => true,
      wonder: () => undefined,
      mono: () => performance.now(),
      random: () => 0.5,
      failed: (error) => void faults.push(error),
      longestWaitMs: 100,
      ...parts,
    })
    onTestFinished(() => made.stop())
    return made
  }
  return { ...station, blobs, carrying, lane, faults }
}

/** Puts bytes in their place and a document that shows them into the chart, as adding one does; its SHA-256. */
export async function scan(
  { store, blobs }: BlobStation,
  bytes: Uint8Array,
  patientId = newTestId(),
): Promise<string> {
  const at = '2026-11-23T15:05:00.000Z'
  const { sha, size } = await blobs.inTurn(async () => {
    const writer = await blobs.begin()
    await writer.append(bytes)
    const kept = await blobs.keep(writer)
    noteStaged(store, { ...kept, contentType: 'image/png', owner: anActor.id, patientId, at })
    return kept
  })
  const blob = { sha256: sha, size, pages: null }
  const attachment = {
    contentType: 'image/png',
    title: '',
    size,
    held: 'blob' as const,
    binaryId: null,
    blob,
  }
  command(store, (tx) => {
    tx.put(documents, {
      ...(rowFor(documents, 2) as RowOf<typeof documents>),
      id: newTestId(),
      patientId,
      addedAt: at,
      attachments: [attachment],
    })
    tx.writeLocal('DELETE FROM staged_file WHERE sha = ?', sha)
  })
  return sha
}

export const never = new AbortController().signal

export function chunkOf(bytes: Buffer, n: number): Chunk {
  const { from, to } = chunkAt(bytes.length, n)
  const part = bytes.subarray(from, to)
  return { n, bytes: part, sha: shaOf(part) }
}

/** Sends every chunk in this order. */
export async function putAll(
  { carrying }: Pick<BlobStation, 'carrying'>,
  sha: string,
  bytes: Buffer,
  order = Array.from({ length: chunksOf(bytes.length) }, (_, n) => n),
): Promise<void> {
  for (const n of order) await carrying.put(sha, bytes.length, chunkOf(bytes, n), never)
}

/** As a transport with these answers of its own. */
export const carryingBy = (inner: BlobTransport, own: Partial<BlobTransport>): BlobTransport => ({
  standing: (...given) => inner.standing(...given),
  put: (...given) => inner.put(...given),
  complete: (...given) => inner.complete(...given),
  range: (...given) => inner.range(...given),
  ...own,
})

/** Two workstations of a new practice, the first over a line that can be cut. */
export async function twoStations(postgres: TestPostgres) {
  const name = await postgres.makeDatabase()
  const port = await freePort()
  const cloud = await newCloud(postgres.url(name), postgres.folder, { port })
  const line = await Line.to(cloud.port, new Random(7))
  onTestFinished(() => line.close())
  const practice = await newTestPractice(cloud)
  const one = await newBlobStation(cloud, practice, line.port)
  const two = await newBlobStation(cloud, practice)
  makeOwner(one)
  await settle(one, two)
  return { cloud, name, port, line, practice, one, two }
}

export const standingOf = ({ store }: BlobStation, sha: string) => blobOf(store.read, sha)

/** Whether the log has said to it that the cloud has these bytes. */
export async function isStored(station: BlobStation, sha: string): Promise<boolean> {
  await settle(station)
  return standingOf(station, sha)?.stored === 1
}

export const readHere = ({ blobs }: BlobStation, sha: string, size: number): Promise<Buffer> =>
  blobs.read(sha, 0, size)

/** A lane of a workstation that writes down what it asked. */
export function watched(station: BlobStation, parts: Partial<BlobLaneParts> = {}) {
  const asked: string[] = []
  const inner = parts.transport ?? station.carrying
  const noted = <T>(what: string, answer: () => T): T => {
    asked.push(what)
    return answer()
  }
  const transport = carryingBy(inner, {
    standing: (sha, ...rest) => noted(`standing ${sha.slice(0, 6)}`, () => inner.standing(sha, ...rest)),
    put: (sha, size, chunk, signal) =>
      noted(`put ${sha.slice(0, 6)} ${chunk.n}`, () => inner.put(sha, size, chunk, signal)),
    range: (sha, from, ...rest) =>
      noted(`range ${sha.slice(0, 6)} ${from}`, () => inner.range(sha, from, ...rest)),
  })
  const lane = station.lane({ ...parts, transport })
  return { lane, asked, puts: () => asked.filter((each) => each.startsWith('put')) }
}

export async function until(what: () => unknown, timeout = 60_000): Promise<void> {
  await expect.poll(what, { timeout }).toBe(true)
}
