/** What the cloud itself has to say. It becomes an op like any other: decided under the head, and read from the log by everybody. */
import { must } from '../../shared/kernel/errors.ts'
import { nextHlc } from '../../shared/kernel/hlc.ts'
import { opText, type Change } from '../../shared/kernel/op.ts'
import { executePush, type Executing } from './execute-push.ts'
import type { PracticeTx } from './practice-tx.ts'

/** As which workstation the cloud says it, and as whose word. Neither is enrolled, and neither can sign in. */
const ownDevice = '00000000-0000-0000-0000-000000000000'
const ownActor = 'cloud'
const incarnation = 1

export type OwnOp = Readonly<{ op: string; kind: string; changes: readonly Change[] }>

/** Part of the transaction whose head is locked. Throws where it is not taken: it was not to be said twice. */
export async function executeOwn(
  tx: PracticeTx,
  { op, kind, changes }: OwnOp,
  executing: Executing,
): Promise<void> {
  const at = executing.now()
  const text = opText({
    op,
    kind,
    actor: ownActor,
    at,
    hlc: nextHlc(null, Date.parse(at)),
    deps: [],
    changes: [...changes],
  })
  const dseq = (await tx.lastDseq(ownDevice, incarnation)) + 1
  const push = {
    device: ownDevice,
    incarnation,
    cursor: null,
    asOf: null,
    ops: [{ dseq, text, sha: executing.sha256(text) }],
  }
  const { results } = await executePush(tx, push, { ...executing, refuseActor: () => null })
  const [result] = results
  must(result?.kind === 'decided' && result.status === 'applied', 'own-op.not-applied')
}
