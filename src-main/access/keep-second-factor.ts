import { credentials } from '../../shared/access/credential.ts'
import { keepSecondFactor } from '../../shared/access/keep-second-factor.ts'
import { handle } from '../pipeline/handle.ts'

export const keepSecondFactorHandler = handle(keepSecondFactor, (tx, { secondFactor, version }, ctx) => {
  tx.amend(credentials, ctx.actor.id, { secondFactor }, version)
  return {}
})
