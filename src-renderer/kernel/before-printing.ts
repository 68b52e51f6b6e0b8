/** What has to be made ready before paper is: pages of a document that were never scrolled to. */
const preparing = new Set<() => Promise<void>>()

/** `ready` is awaited before each print; returns what ends that. */
export function beforePrinting(ready: () => Promise<void>): () => void {
  preparing.add(ready)
  return () => void preparing.delete(ready)
}

/** Resolves when everything is ready. */
export const readyToPrint = async (): Promise<void> => {
  await Promise.all([...preparing].map((ready) => ready()))
}
