/** What a workstation keeps, applies and sends. One rule after the other taken away. */
import type { FaultName } from './plan.ts'
import type { Mutant } from './mutants.ts'

const apply = 'src-main/store/apply.ts'
const outbox = 'src-main/store/outbox.ts'
const epoch = 'src-main/store/epoch-change.ts'
const hydration = 'src-main/store/hydration.ts'
const engine = 'src-main/sync/engine.ts'
const tx = 'src-main/store/tx.ts'
const restores: readonly FaultName[] = ['cloudRestore', 'cloudRestoreUnannounced']

export const mutantsOfWorkstation: readonly Mutant[] = [
  {
    name: 'an op leaves the outbox at its answer',
    file: outbox,
    from: `UPDATE outbox SET state = 'acked', status = ?, ackSeq = ?, attempts = attempts + 1
         WHERE op = ?`,
    to: 'DELETE FROM outbox WHERE ? <> ? AND op = ?',
  },
  {
    name: 'an answer is taken for what was sent, whichever ops it is about',
    file: outbox,
    from: "  if (!reply.results.every((result, index) => isAbout(result, batch[index]))) return 'all'\n",
    to: '',
    also: [
      {
        file: 'src-cloud/executor/execute-push.ts',
        from: 'if (decided.some((op) => !known.has(op)))',
        to: 'if (decided.length < 0)',
      },
    ],
    often: ['staleAnswer', 'killWorkstation', 'workstationRestore', 'workstationClone'],
    first: 204,
  },
  {
    name: 'an op leaves the outbox when the log has passed its number',
    file: outbox,
    from: `UPDATE outbox SET state = 'queued', ackSeq = NULL WHERE state = 'acked' AND ackSeq <= ?`,
    to: `DELETE FROM outbox WHERE state = 'acked' AND ackSeq <= ?`,
    often: ['cloudRestoreUnannounced', 'dropRequest'],
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
    from: '!followed && sendAgainBeyond(store, page.head)',
    to: 'false',
    often: ['cloudRestoreUnannounced', 'killWorkstation'],
    plan: { thinkMs: 400_000, pageLines: 1, pushOps: 64, pollMs: 60_000, lengthMs: 1_200_000 },
    first: 132,
    seeds: 300,
  },
  {
    name: 'a gap does not renumber',
    first: 8,
    file: engine,
    from: "else if (pushed === 'gap') renumber(store)",
    to: '',
    often: ['workstationClone', 'workstationRestore', 'cloudRestoreUnannounced'],
  },
  {
    name: 'a fork does not renumber',
    file: engine,
    from: "if (pushed === 'fork') renumberSetBack(store, now())\n    else if",
    to: 'if',
    often: ['workstationClone', 'workstationRestore'],
  },
  {
    name: 'every disagreement about numbers is taken for a copy',
    file: engine,
    from: "if (pushed === 'fork') renumberSetBack",
    to: "if (pushed !== 'all') renumberSetBack",
    often: ['cloudRestoreUnannounced'],
  },
  {
    name: 'nobody says what was answered as decided',
    file: engine,
    from: '      ...(decided.length > 0 && { decided: [...decided] }),\n',
    to: '',
    often: ['cloudRestore', 'cloudRestoreUnannounced', 'workstationRestore'],
    first: 109,
  },
  {
    name: 'an old greeting speaks of the present numbers',
    file: engine,
    from: 'speaksOfUs(store, reply) && ',
    to: '',
    often: ['staleAnswer', 'cloudRestoreUnannounced', 'killWorkstation'],
    first: 192,
  },
  {
    name: 'what came back is told to be lost',
    file: apply,
    from: 'if (foundAgain(this.#store, this.#page)) ',
    to: 'if (acks.length < 0) ',
    often: [...restores],
    first: 2,
  },
  {
    name: 'an old refusal counts beside the answer of now',
    file: apply,
    from: "AND NOT (state = 'acked' AND ackSeq > ?) AND NOT (state = 'queued' AND ?)",
    to: 'AND (? > 0 OR ? > 0 OR 1)',
    directed: {
      file: 'tests/store/set-back.test.ts',
      name: 'a refusal of before a restore does not count beside the answer of now, in whichever order they come',
    },
  },
  {
    name: 'a new epoch forgets what was acknowledged',
    file: epoch,
    from: '  bringBack(store)\n',
    to: '',
    often: restores,
  },
  {
    name: 'a new epoch empties the outbox',
    file: epoch,
    from: '  renumberInside(store)\n',
    to: "  renumberInside(store)\n  store.prepare('DELETE FROM outbox').run()\n",
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
    first: 2,
  },
  {
    name: 'cursor and rows in two transactions',
    file: apply,
    from: '    for (const ack of acks)\n      if (ack.status ===',
    to: `    sync.set('epoch', cursor.epoch)
    sync.set('seq', String(cursor.seq))
    sync.set('h', cursor.h)
    this.#store.db.exec('COMMIT; BEGIN IMMEDIATE')
    for (const ack of acks)
      if (ack.status ===`,
    often: ['killInTransaction', 'diskFault'],
  },
  {
    name: 'a pulled row replaces what waits over it',
    file: 'src-main/store/folded.ts',
    from: 'if (row !== null || action === ',
    to: 'if (row === null && action === ',
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
    from: "SELECT op, ?, body, 'open', ? FROM outbox WHERE op = ?",
    to: "SELECT op, ?, body, 'open', ? FROM outbox WHERE op = ? AND op = ''",
    often: ['poison'],
  },
  {
    name: 'an op carries the whole row',
    file: tx,
    from: 'Object.fromEntries(changed.map((field) => [field, row[field]]))',
    to: "Object.fromEntries(Object.keys(row).filter((field) => field !== 'id').map((field) => [field, row[field]]))",
  },
  {
    name: 'a chart is written without its patient',
    first: 174,
    file: tx,
    from: "ask('patient', patient, 'put')",
    to: "ask('patient', patient, 'none')",
    often: ['revokeUser'],
    seeds: 200,
  },
  {
    name: 'a snapshot empties the outbox',
    file: hydration,
    from: '      sendAgainUpTo(store, asOf.seq)\n',
    to: "      store.prepare('DELETE FROM outbox').run()\n",
  },
  {
    name: 'a snapshot replaces what waits over its rows',
    file: apply,
    from: '(waits && this.#covered.isTouched(row))',
    // whom it concerns is not told of a snapshot
    to: '(waits && this.#tells && this.#covered.isTouched(row))',
    often: ['slow', 'dropRequest', 'diskFault'],
    seeds: 200,
  },
  {
    name: 'what an earlier snapshot had stays in the chart',
    first: 6,
    file: hydration,
    from: "if (sync.get('hydratingAgain') === '1' && sync.get('rereading') !== '1') {",
    to: "if (sync.get('hydratingAgain') === '2') {",
    often: ['remove', 'slow', 'dropRequest', 'dropResponse', 'killWorkstation', ...restores],
    seeds: 200,
  },
  {
    name: 'what is refused a second time tells nobody',
    file: apply,
    from: "ON CONFLICT (op) DO UPDATE SET state = 'open', reason = excluded.reason",
    to: 'ON CONFLICT (op) DO UPDATE SET reason = excluded.reason',
    often: ['poison'],
    first: 2,
  },
]
