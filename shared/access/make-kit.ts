import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Instant, stored } from '../kernel/fields.ts'
import { EmergencyKit, kitSheets } from './emergency-kit.ts'

const Name = stored(80).min(2)

/**
 * Makes the practice's emergency kit anew: three sheets for three people, any two of which open a workstation for reading. They are
 * answered once and kept nowhere. Throws `kit.same-holder`.
 */
export const makeKit = defineCommand({
  name: 'access.makeKit',
  input: z.strictObject({ holders: z.array(Name).length(kitSheets.made) }),
  output: z.strictObject({
    kitId: z.string(),
    madeAt: Instant,
    sheets: z.array(z.strictObject({ name: z.string(), code: z.string() })),
  }),
  example: { holders: ['Ana Rivera', 'Bo Lindqvist', 'Chidi Abara'] },
  permission: 'user.manage',
  stepUp: true,
  audit: { action: 'kit.make', category: 'configuration', subject: () => null },
})

/** Writes it down: a step of making it. */
export const keepKit = defineCommand({
  name: 'access.keepKit',
  caller: 'internal',
  input: z.strictObject({ kit: EmergencyKit }),
  output: z.strictObject({}),
  example: {
    kit: {
      id: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c5d01',
      publicKey: 'BMfxeWdukGAcihKSpGOEGKsemrDeT8KZZ9mZyCIk9jV8sFHwatgpiqtq4g49ckLCHyo5JTv6rsLMYswoZRfC6LE=',
      wrapped: { nonce: 'AAAA', text: 'AAAA' },
      holders: [
        { name: 'Ana Rivera', mark: 1 },
        { name: 'Bo Lindqvist', mark: 2 },
        { name: 'Chidi Abara', mark: 3 },
      ],
      madeAt: '2026-03-04T10:00:00.000Z',
      madeBy: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c5d02',
    },
  },
  permission: 'user.manage',
  audit: {
    action: 'kit.keep',
    category: 'configuration',
    subject: () => null,
    detail: ({ kit }) => ({ kit: kit.id }),
  },
})

const Use = z.strictObject({
  at: Instant,
  workstation: z.string(),
  names: z.string(),
  reason: z.string(),
  /** Whose sheets were typed. */
  holders: z.array(z.string()),
})

/** The practice's kit, and each time one was used, latest first. Nothing of what opens it. */
export const getKit = defineQuery({
  name: 'access.getKit',
  input: z.strictObject({}),
  output: z.strictObject({
    kit: z
      .strictObject({
        kitId: z.string(),
        madeAt: Instant,
        madeBy: z.string(),
        holders: z.array(z.string()),
        /** It was used, and opens nothing any more. */
        isUsed: z.boolean(),
        /** What it opens is sealed at this workstation. */
        isSealedHere: z.boolean(),
      })
      .nullable(),
    uses: z.array(Use),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['emergencyKits', 'kitUses', 'users'],
  audit: { none: 'when a kit was made and used, and who holds its sheets' },
})
