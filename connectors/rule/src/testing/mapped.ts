import { defaultMappings } from '@cartograph/testkit/reading'
import { rule } from '../connector.ts'
import { settings, type Settings } from '../settings.ts'

const partsOf = (given: Partial<Settings> = {}) =>
  rule.parts({ config: settings.parse({ apiKey: 'rule-0123456789', ...given }), found: null })

export const { mapped, problems: mappingProblems } = defaultMappings(partsOf)
