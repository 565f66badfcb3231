import { checkMapping, type JsonSchema } from '@cartograph/core'
import { expect, test } from 'vitest'
import { shopStreams } from '../streams.ts'
import { testSettings } from '../testing/context.ts'
import { shopMappings } from './index.ts'

const withCarts = { carts: true, webhookSecret: 'a-secret-of-the-plugin' }
const streams = shopStreams({ ...testSettings, ...withCarts }, null)

test.each(shopMappings(withCarts))(
  '$id fits the rows that it reads and the model that it makes',
  (mapping) => {
    const stream = 'stream' in mapping.from ? streams[mapping.from.stream] : undefined
    const source = stream?.schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    expect(checkMapping(mapping, { source: source as JsonSchema })).toStrictEqual([])
  },
)
