import { getPack } from '../../shared/downtime/get-pack.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { PackView } from './pack-view.tsx'

/** The pack of the moment it was opened: one that is made meanwhile does not change under whoever reads. */
export function OpenedPack({ at, onClose }: { at: Readonly<{ page: number }>; onClose?(): void }) {
  const answer = useAsk(getPack, {}, { gcTime: 0 })
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  return answer.data ? <PackView pack={answer.data} first={at} {...(onClose && { onClose })} /> : null
}
