/** Whether the screen of the second factor stands in place of everything else. */
import { create } from 'zustand'

export const useSecondFactorScreen = create<{ opened: boolean; open(): void; close(): void }>((set) => ({
  opened: false,
  open: () => set({ opened: true }),
  close: () => set({ opened: false }),
}))
