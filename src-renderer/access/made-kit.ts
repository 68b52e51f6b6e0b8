/** The sheets of an emergency kit that was just made. In memory only, and gone with the page. */
import { create } from 'zustand'
import type { makeKit } from '../../shared/access/make-kit.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'

export type MadeKit = OutputOf<typeof makeKit>

export const useMadeKit = create<{ kit: MadeKit | null; show(kit: MadeKit | null): void }>((set) => ({
  kit: null,
  show: (kit) => set({ kit }),
}))
