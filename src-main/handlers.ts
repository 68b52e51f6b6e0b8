/** Every handler of every domain, under the name of its contract. */
import { accessHandlers } from './access/index.ts'

export const handlers = { ...accessHandlers }
