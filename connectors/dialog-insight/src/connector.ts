import { checkProject } from './check.ts'
import { choices, discover } from './discover.ts'
import { eraseFrom } from './erase.ts'
import { filesOf } from './files.ts'
import type { Found } from './found.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { prepare } from './prepare.ts'
import { projectOf } from './project.ts'
import { apiBaseOf, kit } from './settings.ts'
import { sinksOf } from './sinks.ts'

/** Writes contacts and the tables of e-commerce to Dialog Insight. */
export const dialogInsight = kit.connector<Found>({
  id: 'dialog-insight',
  name: 'Dialog Insight',
  hosts: (config) => [new URL(apiBaseOf(config)).host],
  limits: limitsOf,
  check: checkProject,
  discover,
  choices,
  prepare,
  erase: eraseFrom,
  parts: ({ config, found }) => {
    const project = projectOf(config, found)
    return {
      sinks: { ...sinksOf(project), ...filesOf(project, found) },
      mappings: mappingsOf(project),
    }
  },
})
