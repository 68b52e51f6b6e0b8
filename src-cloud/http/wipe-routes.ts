/** The routes of docs/cloud.md, "Wiping a workstation": the order, what a workstation hears of it, and its receipt. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { Revoked } from '../../shared/access/workstation.ts'
import { DecideWipe, Orders, OrderWipe, SignedWipeReceipt } from '../../shared/access/wipe.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { anotherManages } from '../access/manages-people.ts'
import { signedRevocations } from '../access/sign-revocations.ts'
import { confirmWipe, noteWiped, openOrder, orderWipe, takeBackWipe } from '../postgres/wipes.ts'
import { noteContact } from '../postgres/workstations.ts'
import type { SigningKey } from '../signing-key.ts'
import { aboutWorkstation } from './about-workstation.ts'
import type { Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'
import type { RevocationKept } from './workstation-routes.ts'

type Parts = Readonly<{
  pool: Pool
  key: SigningKey
  authenticate: Authenticate
  /** Also a workstation that was revoked. */
  recognise: Authenticate
  admission: Admission
  kept: RevocationKept
  log: Logger
  /** Before the order of somebody stands who alone may give one, ms. */
  waitMs: number
}>

/** Whoever sends a receipt is nobody yet: it must not cost others their turn. */
const receiptsAtOnce = 4

export function addWipeRoutes(
  app: App,
  { pool, key, authenticate, recognise, admission, kept, log, waitMs }: Parts,
): void {
  let taking = 0

  app.post(
    '/v1/workstations/wipe',
    { ...asksWho(authenticate), schema: { body: OrderWipe, response: { 200: Revoked } } },
    ({ body, credential }) =>
      aboutWorkstation({ pool, admission }, credential, body, async (from) => {
        const { practice } = from
        const isForTwo = await anotherManages(pool, from, body.by)
        await orderWipe(pool, practice, body, isForTwo ? null : waitMs)
        log.warn({ practice, ...body, isForTwo, from: from.device }, 'a workstation is to be wiped')
      }),
  )

  const decided = { confirm: confirmWipe, 'take-back': takeBackWipe }
  for (const what of ['confirm', 'take-back'] as const)
    app.post(
      `/v1/workstations/wipe/${what}`,
      { ...asksWho(authenticate), schema: { body: DecideWipe, response: { 200: Revoked } } },
      ({ body, credential }) =>
        aboutWorkstation({ pool, admission }, credential, body, async ({ practice, device: from }) => {
          await decided[what](pool, practice, body)
          log.warn({ practice, ...body, what, from }, 'an order to wipe was decided on')
        }),
    )

  app.get(
    '/v1/orders',
    { ...asksWho(recognise), schema: { response: { 200: Orders } } },
    async ({ credential }) => {
      must(credential, 'route.credential')
      const { practice, device } = credential
      return admission.run('pull', async () => {
        await noteContact(pool, credential)
        const order = await openOrder(pool, practice, device)
        const revocations = await signedRevocations(pool, practice, key)
        return { order: order && { order, sig: key.sign(canonicalText(order)) }, revocations }
      })
    },
  )

  app.post(
    '/v1/wipes',
    { schema: { body: SignedWipeReceipt, response: { 200: z.strictObject({}) } } },
    async ({ body }) => {
      if (taking >= receiptsAtOnce) throw new AppError('Unavailable', 'cloud.busy')
      taking += 1
      try {
        await admission.run('pull', () => noteWiped(pool, body))
      } finally {
        taking -= 1
      }
      const { practice, device } = body.receipt
      await kept(practice, device)
      log.warn({ practice, device }, 'a workstation has wiped itself')
      return {}
    },
  )
}
