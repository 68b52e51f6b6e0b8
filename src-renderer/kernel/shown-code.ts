/** A recovery code to be shown once, in place of everything else. In memory only, and gone with the page. */
import { create } from 'zustand'

export const useShownCode = create<{ code: string | null; show(code: string | null): void }>((set) => ({
  code: null,
  show: (code) => set({ code }),
}))
