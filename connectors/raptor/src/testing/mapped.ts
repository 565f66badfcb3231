import { defaultMappings } from '@cartograph/testkit/reading'
import { raptor } from '../connector.ts'
import { settings, type Settings } from '../settings.ts'

const partsOf = (given: Partial<Settings> = {}) =>
  raptor.parts({
    config: settings.parse({ customerId: '12345', cdpKey: 'audience-0123456789', ...given }),
    found: null,
  })

export const { mapped, problems: mappingProblems } = defaultMappings(partsOf)
