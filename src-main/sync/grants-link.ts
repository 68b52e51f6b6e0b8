/** Asks the cloud what everybody may do here, and takes a workstation's right to ask. */
import { Grants } from '../../shared/access/grant.ts'
import { SignedRevocations } from '../../shared/access/revocations.ts'
import type { DecideWipe, OrderWipe } from '../../shared/access/wipe.ts'
import { Revoked, type RevokeDevice } from '../../shared/access/workstation.ts'
import { answered } from './answered.ts'
import { HttpsLink, type CloudPlace } from './https-link.ts'
import { reaching } from './reaching.ts'

/** `keyChangedAt`: of this workstation's store. Throws Unreachable, and what the cloud says: `device.revoked` where this workstation was revoked. */
export async function askForGrants(
  place: CloudPlace,
  { timeoutMs, keyChangedAt }: Readonly<{ timeoutMs?: number; keyChangedAt?: string | null }> = {},
): Promise<Grants> {
  const link = new HttpsLink(place, timeoutMs === undefined ? {} : { timeoutMs })
  const said = keyChangedAt ? `?keyChangedAt=${encodeURIComponent(keyChangedAt)}` : ''
  try {
    const answers = new Set([200, 401])
    return await answered(
      link,
      { method: 'GET', path: `/v1/grants${said}`, body: undefined, answers },
      Grants,
    )
  } finally {
    link.close()
  }
}

/** As askToRevoke. */
export const askToWipe = (place: CloudPlace, body: OrderWipe): Promise<Revoked> =>
  askForList(place, '/v1/workstations/wipe', body)

/** As askToRevoke; and `wipe.own`, `wipe.nothing-to-confirm`, `wipe.nothing-to-take-back`. */
export const askToDecideWipe = (
  place: CloudPlace,
  what: 'confirm' | 'take-back',
  body: DecideWipe,
): Promise<Revoked> => askForList(place, `/v1/workstations/wipe/${what}`, body)

const askForList = (place: CloudPlace, path: string, body: object): Promise<Revoked> =>
  reaching(async () => {
    const link = new HttpsLink(place)
    try {
      const answers = new Set([200, 400, 401, 404, 409])
      return await answered(link, { method: 'POST', path, body, answers }, Revoked)
    } finally {
      link.close()
    }
  })

/** The practice's present list of revocations. Throws `cloud.unreachable`, and what the cloud says. */
export const askForRevocations = (place: CloudPlace): Promise<SignedRevocations> =>
  reaching(async () => {
    const link = new HttpsLink(place)
    try {
      const answers = new Set([200, 401])
      const asked = { method: 'GET' as const, path: '/v1/revocations', body: undefined, answers }
      return await answered(link, asked, SignedRevocations)
    } finally {
      link.close()
    }
  })

/** The practice's workstations as they are then. Throws `cloud.unreachable`, `permission.missing`, `workstation.*`. */
export const askToRevoke = (place: CloudPlace, body: RevokeDevice): Promise<Revoked> =>
  askForList(place, '/v1/workstations/revoke', body)
