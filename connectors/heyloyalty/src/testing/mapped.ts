import { defaultMappings } from '@cartograph/testkit/reading'
import { heyloyalty } from '../connector.ts'
import { settings, type Settings } from '../settings.ts'

const partsOf = (given: Partial<Settings> = {}) =>
  heyloyalty.parts({
    config: settings.parse({
      apiKey: 'heyloyalty-key',
      apiSecret: 'heyloyalty-secret',
      list: 1,
      ...given,
    }),
    found: null,
  })

export const { mapped, problems: mappingProblems } = defaultMappings(partsOf)
