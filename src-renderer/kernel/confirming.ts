/** Whoever is in is asked to show once more that it is them. Several things may wait for the one answer. */
import { create } from 'zustand'

type Asking = Readonly<{ asked: boolean; ask(): Promise<boolean>; answer(confirmed: boolean): void }>
let waiting: ((confirmed: boolean) => void)[] = []

export const useConfirming = create<Asking>((set) => ({
  asked: false,
  ask: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      set({ asked: true })
    }),
  answer: (confirmed) => {
    set({ asked: false })
    for (const resolve of waiting) resolve(confirmed)
    waiting = []
  },
}))

/** Resolves to whether they have. */
export const askToConfirm = (): Promise<boolean> => useConfirming.getState().ask()
