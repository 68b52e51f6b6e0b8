import { emergencyKits, isKitUsed, kitUses } from '../../shared/access/emergency-kit.ts'
import { getKit, keepKit, makeKit } from '../../shared/access/make-kit.ts'
import { noteKitUse, openWithKit } from '../../shared/access/open-with-kit.ts'
import { act, handle } from '../pipeline/handle.ts'
import { kitOf, usesOf } from '../store/kit.sql.ts'
import { everyPerson } from '../store/people.sql.ts'

export const makeKitHandler = act(makeKit, async ({ gatekeeper, step }, { holders }) => {
  const { kit, sheets } = await gatekeeper.kit.make(holders)
  step(keepKit, { kit })
  await gatekeeper.kit.follow()
  return { kitId: kit.id, madeAt: kit.madeAt, sheets: [...sheets] }
})

export const keepKitHandler = handle(keepKit, (tx, { kit }, _ctx, session) => {
  const id = session.workstation.tenant
  const before = kitOf(tx)
  if (before) tx.amend(emergencyKits, id, { kit }, before.version)
  else tx.put(emergencyKits, { id, kit })
  return {}
})

export const getKitHandler = act(getKit, ({ gatekeeper, ...acting }) => {
  const read = acting.read()
  const [kit, uses] = [kitOf(read)?.kit ?? null, usesOf(read)]
  const names = new Map(everyPerson(read).map(({ id, displayName }) => [id, displayName]))
  return {
    kit: kit && {
      kitId: kit.id,
      madeAt: kit.madeAt,
      madeBy: names.get(kit.madeBy) ?? '',
      holders: kit.holders.map(({ name }) => name),
      isUsed: isKitUsed(kit.id, uses),
      isSealedHere: gatekeeper.kit.isSealed(kit.id),
    },
    uses: uses.map(({ at, device, names: who, reason, kitId, marks }) => ({
      at,
      workstation: device.slice(-4).toUpperCase(),
      names: who,
      reason,
      holders:
        kit?.id === kitId
          ? kit.holders.filter(({ mark }) => marks.includes(mark)).map(({ name }) => name)
          : [],
    })),
  }
})

const minuteMs = 60_000

export const openWithKitHandler = act(openWithKit, async ({ gatekeeper, nameActor }, typed) => {
  const { session, leftMs } = await gatekeeper.openWithKit(typed)
  nameActor(session.actor.id, session.id)
  return { leftMinutes: Math.ceil(leftMs / minuteMs) }
})

export const noteKitUseHandler = handle(noteKitUse, (tx, use, ctx, session) => {
  const { device } = session.workstation
  tx.put(kitUses, { ...use, device, notedBy: ctx.actor.id })
  return {}
})
