import type { Context } from '../../shared/kernel/context.ts'
import type { Appointment } from '../../shared/schedule/appointment.ts'

type Said = Pick<Appointment, 'id' | 'patientId' | 'visitTypeId' | 'plan' | 'origin'> & Partial<Appointment>

/** A row of an appointment of which nothing is said but this. */
export const newVisit = (said: Said, ctx: Pick<Context, 'actor' | 'now'>): Appointment => ({
  steps: [],
  reason: '',
  notes: '',
  referral: '',
  authorization: '',
  copayCents: null,
  seriesId: null,
  occurrence: null,
  groupId: null,
  overbook: null,
  external: null,
  madeAt: ctx.now,
  madeBy: ctx.actor.id,
  ...said,
})
