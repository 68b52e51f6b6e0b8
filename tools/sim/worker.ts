/** One of the threads of `npm run sim -- --jobs`: runs what it is sent, one after the other. */
import { parentPort } from 'node:worker_threads'
import { mutants } from '../../tests/simulation/mutants.ts'
import { hunt } from '../../tests/simulation/run-mutants.ts'
import { simulateSeed, type Outcome } from '../../tests/simulation/run.ts'

/** A seed to run, or a mutant by its number, with the seeds it is given. */
export type Asked = Readonly<{ seed: number }> | Readonly<{ mutant: number; seeds: number }>
export type SeedResult = Readonly<{ seed: number }> & Pick<Outcome, 'violation' | 'counts'>

const port = parentPort
port?.on('message', (asked: Asked) => {
  void (async () => {
    if ('seed' in asked) {
      const { violation, counts } = await simulateSeed(asked.seed)
      return port.postMessage({ seed: asked.seed, violation, counts })
    }
    const mutant = mutants[asked.mutant]
    port.postMessage(mutant && (await hunt(mutant, asked.seeds)))
  })()
})
