/** What `npm run cloud -- ...` does, without the other tasks beside it; bundled by `programs.ts`. */
import { task } from '../cloud.ts'

process.exitCode = await task(process.argv.slice(2))
