/** How the cloud decides, what it keeps and what it answers, and how a page is read. One rule after the other taken away. */
import type { FaultName } from './plan.ts'
import type { Mutant } from './mutants.ts'

const decide = 'shared/kernel/decide.ts'
const merge = 'shared/kernel/merge-field.ts'
const chain = 'shared/sync/log-chain.ts'
const push = 'src-cloud/executor/execute-push.ts'
const readLog = 'src-cloud/executor/read-log.ts'
const model = 'tests/simulation/model-practices.ts'
const answers = 'src-cloud/sync/answer-workstation.ts'
const refuse = 'src-cloud/access/refuse-actor.ts'
const restores: readonly FaultName[] = ['cloudRestore', 'cloudRestoreUnannounced']

export const mutantsOfCloud: readonly Mutant[] = [
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
    first: 11,
    file: push,
    from: "if (sent.dseq > last + 1) return { kind: 'gap', expected: last + 1 }",
    to: '',
    often: [...restores, 'workstationClone'],
  },
  {
    name: 'what builds on an op that this history lost is decided before it',
    file: push,
    from: 'if (decided.some((op) => !known.has(op)))',
    to: 'if (decided.length < 0)',
    often: ['diskFault', 'dropRequest', 'slow'],
    first: 149,
  },
  {
    name: 'an outcome whose line was read is not written to the log again',
    file: push,
    from: 'result.ackSeq <= cursor.seq',
    to: 'cursor.seq < 0',
    often: ['workstationClone', 'poison', 'invalidRow'],
    seeds: 200,
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
    first: 2,
  },
  {
    name: 'what a person sends again is answered from memory',
    first: 10,
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
    first: 7,
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
    first: 3,
    file: decide,
    from: 'if (isMaking(change) && this.#op.changes.some((other) => this.#choosesToBringBack(other, change)))',
    to: '',
    often: ['remove'],
  },
  {
    name: 'a removal takes away what was not seen',
    first: 3,
    file: decide,
    from: 'if (since.length > 0) {',
    to: 'if (since.length > 99) {',
    often: ['remove'],
  },
  {
    name: 'a page need not go on where the cursor stands',
    first: 7,
    file: chain,
    from: "return { ok: false, why: 'page.from' }",
    to: 'cursor = from',
    often: ['staleAnswer'],
  },
  {
    name: 'a page is taken whatever it hashes to, and the cloud asks nothing',
    file: chain,
    from: "if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }",
    to: '',
    also: [{ file: readLog, from: "return h === point.h ? 'ours' : 'other'", to: "return 'ours'" }],
    often: ['failover'],
  },
  {
    name: 'the cloud does not look at the hash of a cursor',
    first: 8,
    file: readLog,
    from: "return h === point.h ? 'ours' : 'other'",
    to: "return 'ours'",
    often: ['failover'],
  },
  {
    name: 'a cursor beyond the head is of no other history',
    file: readLog,
    from: 'point.epoch !== head.epoch || point.seq > head.seq',
    to: 'point.epoch !== head.epoch',
    also: [
      {
        file: readLog,
        from: "return point.seq < (await practices.oldest(practice)) ? 'expired' : 'other'",
        to: "return 'ours'",
      },
    ],
    often: ['failover'],
  },
  {
    name: 'a number left out of a page is not missed',
    file: chain,
    from: "if (lineHash === undefined) return { ok: false, why: 'page.gap' }",
    to: 'if (lineHash === undefined) { seq = line.s - 1; break }',
    also: [
      {
        file: chain,
        from: "if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }",
        to: '',
      },
      {
        file: model,
        from: 'log.slice(after, end)',
        to: 'log.slice(after, end).filter((_, n) => n !== 1)',
      },
    ],
  },
  {
    name: 'a page is cut inside a transaction, and taken',
    file: model,
    from: 'while (!isEnd(end)) end += 1',
    to: '',
    also: [
      {
        file: chain,
        from: "if (last !== null && last.end !== 1) return { ok: false, why: 'page.cut' }",
        to: '',
      },
    ],
  },
  {
    name: 'a fork is not found',
    file: answers,
    from: "(await standingOf(practices, practice, point, head)) === 'other'",
    to: "head.epoch === ''",
    often: ['failover'],
    first: 2,
  },
  {
    name: 'whoever no longer works here goes on writing',
    file: refuse,
    from: "if (!author.isHere) return 'actor.revoked'",
    to: '',
    also: [{ file: 'shared/access/rights.ts', from: 'if (!isHere(person, today)) return new Set()', to: '' }],
    often: ['revokeUser'],
  },
  {
    name: 'the cloud does not ask what the author may do',
    file: refuse,
    from: "if (!isPermitted(op, author.rights)) return 'actor.not-permitted'",
    to: '',
    often: ['changeRights'],
  },
  {
    name: 'people say themselves what they may do',
    file: refuse,
    from: 'if (op.changes.some((change) => isOwn(op, change) && changesRights(change, own)))',
    to: 'if (own === null)',
    often: ['revokeUser'],
  },
  {
    name: 'a workstation may say that the cloud has bytes',
    file: refuse,
    from: "if (op.changes.some(({ type }) => cloudOnly.has(type))) return 'record.cloud-only'",
    to: '',
    often: ['forge'],
  },
]
