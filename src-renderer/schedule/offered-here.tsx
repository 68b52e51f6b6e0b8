/** Of an appointment that was called off: who waits for just this time, to be called at once. */
import { listWaitlist } from '../../shared/schedule/list-waitlist.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { useAsk } from '../kernel/queries.ts'
import { OfferBox } from './offer-box.tsx'

export function OfferedHere({ line, mayWrite }: { line: AppointmentLine; mayWrite: boolean }) {
  const { data } = useAsk(listWaitlist, {})
  const found = (data?.lines ?? []).flatMap((waiting) =>
    waiting.offers
      .filter(
        ({ startMin, providerIds, answer }) =>
          answer === null &&
          startMin === line.startMin &&
          providerIds.some((id) => line.providers.includes(id)),
      )
      .map((offer) => ({ waiting, offer })),
  )
  if (found.length === 0) return null
  return (
    <section aria-label="Who waits for this time">
      <h3>Who waits for this time</h3>
      {found.map(({ waiting, offer }) => (
        <OfferBox key={offer.offerId} line={waiting} offer={offer} named mayWrite={mayWrite} />
      ))}
    </section>
  )
}
