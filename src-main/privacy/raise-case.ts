import { raiseCase } from '../../shared/privacy/raise-case.ts'
import { handle } from '../pipeline/handle.ts'
import { putCase } from './put-case.ts'

export const raiseCaseHandler = handle(raiseCase, (tx, noticed, ctx, { workstation }) => ({
  caseId: putCase(tx, ctx, { ...noticed, emergencyId: null, others: [], device: workstation.device }),
}))
