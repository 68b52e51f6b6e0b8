/** Versions of the product beside each other, and updates. One rule after the other taken away. */
import type { Mutant } from './mutants.ts'

const decide = 'shared/kernel/decide.ts'
const push = 'src-cloud/executor/execute-push.ts'
const answers = 'src-cloud/sync/answer-workstation.ts'
const engine = 'src-main/sync/engine.ts'
const apply = 'src-main/store/apply.ts'
const incoming = 'src-main/store/incoming.ts'
const opaque = 'src-main/store/opaque.ts'
const update = 'src-main/store/after-update.ts'
const tx = 'src-main/store/tx.ts'

export const mutantsOfVersions: readonly Mutant[] = [
  {
    name: 'fields that are not known are thrown away',
    file: incoming,
    from: '    this.keep({ ...named, patient: chartOfRow(record, given) }, read.unknown)\n',
    to: '',
    often: ['olderClient'],
  },
  {
    name: 'rows of a type that is not known are thrown away',
    file: apply,
    from: 'if (!record) this.#incoming.keepWhole(row, row.row)',
    to: 'if (!record) continue',
    often: ['olderClient'],
  },
  {
    name: 'an update leaves what was kept unseen',
    file: update,
    from: 'if (record) write(store, record, kept)',
    to: '',
    often: ['olderClient'],
  },
  {
    name: 'an update forgets the cloud’s row under what waits',
    first: 255,
    file: update,
    from: 'const read = underWhatWaits(store, record, kept, fields) ?? whole',
    to: 'const read = whole',
    often: ['olderClient', 'slow', 'partition', 'dropRequest'],
    seeds: 300,
  },
  {
    name: 'what waits is shown as the version before had meant it',
    file: update,
    from: '      layAgain(store, touchedByEarlier(store))\n',
    to: '',
    often: ['olderClient', 'slow', 'partition', 'dropRequest'],
    seeds: 200,
  },
  {
    name: 'after an update nothing is read once more',
    file: engine,
    from: '      noteRefetch(store, reply.schema.refetchTypes, reply.schema.server)\n',
    to: '      noteRefetch(store, [], 0)\n',
    often: ['olderClient'],
  },
  {
    name: 'what is read once more is of another point than the rest',
    file: engine,
    from: 'if (epoch === cursor.epoch && seq === cursor.seq && h === cursor.h)',
    to: 'if (epoch === cursor.epoch && h !== undefined && seq > 0)',
    often: ['olderClient'],
    plan: { latencyMs: 1500, thinkMs: 20_000, workstations: 4, pollMs: 5000, lengthMs: 900_000 },
    first: 19,
  },
  {
    name: 'what another history had kept beside it stands above the new one',
    file: opaque,
    from: 'void store.prepare(`UPDATE opaque SET version = 0 WHERE patient IS NULL OR patient NOT IN ${but}`).run()',
    to: 'void store',
    often: ['olderClient', 'cloudRestore', 'cloudRestoreUnannounced'],
    first: 2,
    seeds: 200,
  },
  {
    name: 'what a new history does not have is kept on, unseen',
    file: opaque,
    from: "  store.prepare('DELETE FROM opaque WHERE version = 0').run()\n",
    to: '',
    often: ['olderClient', 'cloudRestore', 'cloudRestoreUnannounced'],
    seeds: 300,
  },
  {
    name: 'an older version removes what it does not know',
    file: tx,
    from: 'base: { ...base, ...opaqueFields(this.#store, record.type, id) },',
    to: 'base,',
    also: [
      { file: decide, from: 'const seen = completed(record, change.base)', to: 'const seen = change.base' },
    ],
    often: ['olderClient', 'remove'],
    first: 7,
  },
  {
    name: 'what an older version makes lacks what came since',
    file: decide,
    from: 'const row = { ...completed(record, change.set) }',
    to: 'const row = { ...change.set }',
    often: ['olderClient'],
  },
  {
    name: 'an op of an older version is decided as if it were of this one',
    file: push,
    from: 'const op = upConvert(asSent)',
    to: 'const op = asSent',
    often: ['olderClient'],
  },
  {
    name: 'one that is too old to read is let read',
    file: answers,
    from: '    if (schema < this.#parts.versions.minPull) return upgrade\n    const changed = await this.#changed(practice, pointsOf(cursor, asOf))\n',
    to: '    const changed = await this.#changed(practice, pointsOf(cursor, asOf))\n',
    also: [
      {
        file: engine,
        from: 'const pulled = this.#denied === null && (await this.#read())',
        to: 'const pulled = await this.#read()',
      },
      {
        file: engine,
        from: 'if (this.#denied === null) this.#begin(reply)',
        to: 'this.#begin(reply)',
      },
    ],
    often: ['olderClient'],
    first: 3,
  },
  {
    name: 'one that is too old to read does not send either',
    first: 3,
    file: engine,
    from: "const pushed = this.#denied !== 'sends-nothing' && (await this.#push())",
    to: 'const pushed = this.#denied === null && (await this.#push())',
    often: ['olderClient'],
  },
]
