import { figureOperations } from './figures.ts'
import { runOperations } from './runs.ts'
import { statusOperations } from './status.ts'

/** Every operation of the API by its route. */
export const registry = {
  ...statusOperations,
  ...runOperations,
  ...figureOperations,
}
