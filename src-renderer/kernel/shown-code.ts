/** Recovery codes to be shown once, in place of everything else. In memory only, and gone with the page. */
import { create } from 'zustand'

export type ShownCodes = Readonly<{
  /** The person's own. */
  own: string | null
  /** The practice's, and the letters of its sheet. */
  practice: Readonly<{ code: string; letters: string }> | null
}>

export const useShownCode = create<{ codes: ShownCodes | null; show(codes: ShownCodes | null): void }>(
  (set) => ({
    codes: null,
    show: (codes) => set({ codes }),
  }),
)
