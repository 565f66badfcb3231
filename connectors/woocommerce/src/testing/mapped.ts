import { defaultMappings } from '@cartograph/testkit/reading'
import { shopMappings } from '../mappings/index.ts'

/** What a default mapping makes of rows, checked against the model as the engine does; a fault is thrown. */
export const { mapped } = defaultMappings(() => ({ mappings: shopMappings({ carts: true }) }), {
  connection: 'shop',
})
