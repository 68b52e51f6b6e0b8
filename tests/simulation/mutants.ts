/** Each rule of the protocol taken away: what is replaced where, and how a run is made that meets it. */
import type { FaultName } from './plan.ts'

export type Mutant = Readonly<{
  name: string
  file: string
  /** Stands in the file exactly once. */
  from: string
  to: string
  /** Faults that are at their full strength while it is hunted, for what is met seldom. */
  often?: readonly FaultName[]
}>

const decide = 'shared/kernel/decide.ts'
const merge = 'shared/kernel/merge-field.ts'
const chain = 'shared/sync/log-chain.ts'
const push = 'src-cloud/executor/execute-push.ts'
const answers = 'src-cloud/sync/answer-workstation.ts'
const apply = 'src-main/store/apply.ts'
const outbox = 'src-main/store/outbox.ts'
const epoch = 'src-main/store/epoch-change.ts'
const engine = 'src-main/sync/engine.ts'
const tx = 'src-main/store/tx.ts'
const restores: readonly FaultName[] = ['cloudRestore', 'cloudRestoreUnannounced']

export const mutants: readonly Mutant[] = [
  {
    name: 'an op is carried out as often as it comes',
    file: push,
    from: 'if (op && stored && !retried) return this.#again(op, sent, stored)',
    to: '',
    often: ['duplicate', 'dropResponse'],
  },
  {
    name: 'a number used before is taken for the op',
    file: push,
    from: "if (sent.dseq <= last) return { kind: 'fork', last }",
    to: "if (sent.dseq <= last && op) return { kind: 'decided', op: op.op, status: 'applied', reason: null, ackSeq: this.#head.seq + 1, notices: [] }",
    often: ['workstationRestore', 'workstationClone'],
  },
  {
    name: 'a gap of numbers is passed over',
    file: push,
    from: "if (sent.dseq > last + 1) return { kind: 'gap', expected: last + 1 }",
    to: '',
    often: [...restores, 'workstationClone'],
  },
  {
    name: 'an outcome whose line was read is not written to the log again',
    file: push,
    from: 'result.ackSeq <= cursor.seq',
    to: 'cursor.seq < 0',
    often: ['workstationClone', 'workstationRestore', ...restores],
  },
  {
    name: 'what is refused is not kept',
    file: push,
    from: 'if (isRefused(status)) await',
    to: 'if (isRefused(status) && decision === null) await',
    often: ['poison'],
  },
  {
    name: 'a refused op stops the push',
    file: push,
    from: "if (result.kind === 'gap' || result.kind === 'fork') break",
    to: "if (result.kind === 'decided' && isRefused(result.status)) throw new Error('refused')",
    often: ['poison'],
  },
  {
    name: 'what a person sends again is answered from memory',
    file: push,
    from: 'if (op && stored && !retried)',
    to: 'if (op && stored)',
    often: ['revokeUser', ...restores],
  },
  {
    name: 'the later clinical value wins',
    file: merge,
    from: "if (mergeClass === 'low') return later",
    to: "if (mergeClass !== 'set') return later",
  },
  {
    name: 'an overtaken low value wins all the same',
    file: merge,
    from: "return later ? { take: next, how: 'merged' } : { keep: true, how: 'older' }",
    to: "return { take: next, how: 'set' }",
  },
  {
    name: 'a conflict is not recorded',
    file: decide,
    from: 'writes: [...this.#writes, ...this.#conflicts]',
    to: 'writes: [...this.#writes]',
  },
  {
    name: 'a refused op writes what came before its refusal',
    file: decide,
    from: 'if (error instanceof Refusal) return refused(error.message)',
    to: 'if (error instanceof Refusal) return { ...refused(error.message), writes: work.decision().writes }',
    often: ['invalidRow', 'remove', ...restores],
  },
  {
    name: 'an op that builds on a refused one is carried out',
    file: decide,
    from: "if (outcome === 'rejected' || outcome === 'held')",
    to: "if (outcome === 'addendum')",
    often: ['poison'],
  },
  {
    name: 'a change to what is gone brings it back',
    file: decide,
    from: "if (held.row === null) return this.#conflict(record, change, held, 'deleted', fieldsOf(change, {}))",
    to: 'if (held.row === null) return this.#write(record, change, { ...held, version: held.version + 1, row: change.set })',
    often: ['remove'],
  },
  {
    name: 'a removal takes away what was not seen',
    file: decide,
    from: 'if (since.length > 0) {',
    to: 'if (since.length > 99) {',
    often: ['remove'],
  },
  {
    name: 'a page need not go on where the cursor stands',
    file: chain,
    from: "return { ok: false, why: 'page.from' }",
    to: 'cursor = from',
    often: ['staleAnswer'],
  },
  {
    name: 'the hash of the log is not looked at, by either',
    file: answers,
    from: 'if (await otherHistory(practices, practice, point, head)) return newEpoch(practice)',
    to: 'if (point.seq > head.seq) return newEpoch(practice)',
    often: ['cloudRestoreUnannounced'],
  },
  {
    name: 'a fork is not found',
    file: answers,
    from: 'if (await otherHistory(practices, practice, point, head)) return newEpoch(practice)',
    to: 'if (await otherHistory(practices, practice, point, { ...head, seq: point.seq }) && point.seq < 0) return newEpoch(practice)',
    often: ['cloudRestoreUnannounced'],
  },
  {
    name: 'an op leaves the outbox at its answer',
    file: outbox,
    from: `UPDATE outbox SET state = 'acked', status = ?, ackSeq = ?, attempts = attempts + 1`,
    to: `UPDATE outbox SET state = 'rejected', status = ?, ackSeq = ?, attempts = attempts + 1`,
  },
  {
    name: 'renumbering leaves what was acknowledged behind',
    file: outbox,
    from: "store.prepare(`UPDATE outbox SET state = 'queued', ackSeq = NULL WHERE state = 'acked'`).run()",
    to: '',
    often: ['cloudRestoreUnannounced', 'workstationClone', 'dropResponse'],
  },
  {
    name: 'what was acknowledged beyond the head is waited for',
    file: engine,
    from: 'page.to.seq >= page.head && sendAgainBeyond(store, page.head)',
    to: 'false',
    often: ['cloudRestoreUnannounced', 'killWorkstation'],
  },
  {
    name: 'a gap does not renumber',
    file: engine,
    from: "if (notePushed(store, batch, reply) === 'renumber') renumber(store)",
    to: 'notePushed(store, batch, reply)',
    often: ['workstationClone', 'workstationRestore', 'cloudRestoreUnannounced'],
  },
  {
    name: 'a new epoch forgets what was acknowledged',
    file: epoch,
    from: '      bringBack(store)\n',
    to: '',
    often: restores,
  },
  {
    name: 'a new epoch empties the outbox',
    file: epoch,
    from: '      renumberInside(store)\n',
    to: "      renumberInside(store)\n      store.prepare('DELETE FROM outbox').run()\n",
    often: restores,
  },
  {
    name: 'a new epoch keeps the old versions',
    file: epoch,
    from: 'UPDATE ${table} SET version = 0',
    to: 'UPDATE ${table} SET version = version',
    often: restores,
  },
  {
    name: 'what the cloud lost stays in the chart',
    file: epoch,
    from: "if (store.sync.get('rereading') !== '1') return",
    to: "if (store.sync.get('rereading') !== '2') return store.sync.set('rereading', '0')",
    often: [...restores, 'workstationRestore'],
  },
  {
    name: 'a page that was applied is applied again',
    file: apply,
    from: "if (sync.get('epoch') === cursor.epoch && cursor.seq <= sync.number('seq', -1)) return",
    to: 'if (cursor.seq < 0) return',
    often: ['staleAnswer'],
  },
  {
    name: 'cursor and rows in two transactions',
    file: apply,
    from: "    sync.set('h', cursor.h)\n",
    to: "    sync.set('h', cursor.h)\n    this.#store.db.exec('COMMIT; BEGIN IMMEDIATE')\n",
    often: ['killInTransaction', 'diskFault'],
  },
  {
    name: 'a pulled row replaces what waits over it',
    file: apply,
    from: 'else if (row !== null || action === ',
    to: 'else if (row === null && action === ',
  },
  {
    name: 'a refused op leaves the outbox',
    file: apply,
    from: "if (ack.status === 'rejected' || ack.status === 'held') this.#refuse(ack)",
    to: "if (ack.status === 'addendum') this.#refuse(ack)",
    often: ['poison'],
  },
  {
    name: 'a refusal tells nobody',
    file: apply,
    from: 'INSERT OR IGNORE INTO attention (op, reason, body, state, madeAt)',
    to: 'INSERT OR IGNORE INTO attention (op, reason, body, state, madeAt) SELECT op, reason, body, state, madeAt FROM (',
    often: ['poison'],
  },
  {
    name: 'an op carries the whole row',
    file: tx,
    from: 'Object.fromEntries(changed.map((field) => [field, row[field]]))',
    to: "Object.fromEntries(Object.keys(row).filter((field) => field !== 'id').map((field) => [field, row[field]]))",
  },
  {
    name: 'the refused change of a patient holds the chart',
    file: tx,
    from: "ask('patient', patient, 'put')",
    to: "ask('patient', patient, 'none')",
    often: ['poison', ...restores],
  },
]
