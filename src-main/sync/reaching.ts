import { AppError } from '../../shared/kernel/errors.ts'
import { Unreachable } from './transport.ts'

/** What a person is told where the cloud cannot be reached. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unreachable)
      throw new AppError('Unavailable', 'cloud.unreachable', { why: error.why })
    throw error
  }
}
