import { z } from 'zod'

/**
 * When something was so, as precisely as it is known: a year, a month, a day, or a UTC instant with
 * milliseconds. Text order is time order.
 */
export const Moment = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?)?)?$/,
    'moment',
  )
