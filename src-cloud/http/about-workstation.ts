/** What whoever gives access asks about a workstation of their practice that is not the one they sit at. */
import type { Pool } from 'pg'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { managesPeople } from '../access/manages-people.ts'
import type { Credential } from '../postgres/credentials.ts'
import { workstationsOf } from '../postgres/workstations.ts'
import type { Admission } from './admission.ts'

type Asked = Readonly<{ device: string; by: string }>
type Listed = Readonly<{ workstations: Awaited<ReturnType<typeof workstationsOf>> }>

/** Does `work`, and answers with the list as it then is. Throws `workstation.itself`, `permission.missing`. */
export async function aboutWorkstation(
  { pool, admission }: Readonly<{ pool: Pool; admission: Admission }>,
  credential: Credential | null,
  { device, by }: Asked,
  work: (from: Credential) => Promise<void>,
): Promise<Listed> {
  must(credential, 'route.credential')
  // nobody shuts the door behind themself by a slip
  if (device === credential.device) throw new AppError('Forbidden', 'workstation.itself')
  return admission.run('pull', async () => {
    if (!(await managesPeople(pool, credential, by))) throw new AppError('Forbidden', 'permission.missing')
    await work(credential)
    return { workstations: await workstationsOf(pool, credential.practice) }
  })
}
