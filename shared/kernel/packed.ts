import { z } from 'zod'

/** Marks string fields that the store keeps compressed: long texts that are read seldom. On the wire they are text. */
export const packedFields = z.registry<{ packed: true }>()

export const packed = (max: number) => z.string().max(max).register(packedFields, { packed: true })
