import { actions } from './actions.ts'
import { connectionsAtOnce } from './assumptions.ts'
import { checkServer } from './check.ts'
import { eraseNothing } from './erase.ts'
import { kit, portOf } from './settings.ts'
import { sinksOf } from './sinks.ts'

/** Sends mails through any mail server. */
export const smtp = kit.connector({
  id: 'smtp',
  name: 'Mail',
  hosts: (config) => {
    const { host } = config
    return [`${host.includes(':') ? `[${host}]` : host}:${portOf(config)}`]
  },
  limits: () => ({ connections: { concurrent: connectionsAtOnce } }),
  check: checkServer,
  parts: ({ config }) => ({ sinks: sinksOf(config), actions }),
  erase: eraseNothing,
})
