import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { z } from 'zod'
import { PartialDate } from '../../shared/kernel/fields.ts'
import type { FormValues } from './demographics-values.ts'
import {
  AddressInput,
  ContactInput,
  CoverageInput,
  Demographics,
  PrimaryCareInput,
} from '../../shared/patients/demographics.ts'

/** What stands in a group before anything has been typed into it. */
const filledBeforehand = new Set(['country', 'use'])

const orBlank = <T extends z.ZodType>(schema: T) =>
  z.custom<z.input<T>>().superRefine((value, check) => {
    const texts = value && typeof value === 'object' ? Object.entries(value) : []
    if (texts.every(([key, text]) => text === '' || filledBeforehand.has(key))) return
    const parsed = schema.safeParse(value)
    if (parsed.success) return
    for (const issue of parsed.error.issues)
      check.addIssue({ code: 'custom', path: issue.path, message: issue.message })
  })
const date = z.union([z.literal(''), PartialDate]).nullable()

/** The contract's own schema, over a form in which whole groups may still be empty. */
const formSchema = z.object({
  demographics: Demographics.extend({
    birthDate: date,
    phones: z.array(orBlank(Demographics.shape.phones.element)),
    address: orBlank(AddressInput),
    contact: orBlank(ContactInput),
    primaryCare: orBlank(PrimaryCareInput),
  }),
  coverages: z.array(CoverageInput.extend({ startsOn: date, endsOn: date })),
  places: z.array(z.string()),
  active: z.boolean(),
  deceased: z.boolean(),
  deceasedOn: date,
})

/** Checks without changing: what is sent is what stands in the form, and the vault cleans it. */
export const formResolver = zodResolver(formSchema, undefined, {
  raw: true,
}) as unknown as Resolver<FormValues>
