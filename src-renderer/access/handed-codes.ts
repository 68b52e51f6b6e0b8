/** A code that is to be handed to somebody, shown once. In memory only, and gone with the page. */
import { create } from 'zustand'

export type Handed = Readonly<{
  displayName: string
  username: string
  code: string
  until: string
  /** Somebody who comes for the first time, or who has lost what they came in with. */
  why: 'invited' | 'reset'
}>

export const useHandedCode = create<{ code: Handed | null; show(code: Handed | null): void }>((set) => ({
  code: null,
  show: (code) => set({ code }),
}))
