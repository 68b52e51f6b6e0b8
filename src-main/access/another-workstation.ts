import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Acting } from '../pipeline/handle.ts'

/** One of the practice's, and not this one. Throws `workstation.itself`, `workstation.unknown`. */
export function anotherWorkstation(
  { session, gatekeeper }: Pick<Acting, 'session' | 'gatekeeper'>,
  device: string,
): void {
  must(session, 'workstations.session')
  if (device === session.workstation.device) throw new AppError('Forbidden', 'workstation.itself')
  const known = gatekeeper.people.workstations.workstations
  if (!known.some((each) => each.device === device)) throw new AppError('NotFound', 'workstation.unknown')
}
