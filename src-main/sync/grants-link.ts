/** Asks the cloud what everybody may do here. */
import { Grants } from '../../shared/access/grant.ts'
import { answered } from './answered.ts'
import { HttpsLink, type CloudPlace } from './https-link.ts'

const answers = new Set([200])

/** Throws Unreachable, and what the cloud says. */
export async function askForGrants(place: CloudPlace, timeoutMs?: number): Promise<Grants> {
  const link = new HttpsLink(place, timeoutMs === undefined ? {} : { timeoutMs })
  try {
    return await answered(link, { method: 'GET', path: '/v1/grants', body: undefined, answers }, Grants)
  } finally {
    link.close()
  }
}
