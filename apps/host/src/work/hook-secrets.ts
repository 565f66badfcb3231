import type { Configuration } from '../config/index.ts'
import { readRegistrations, type Store } from '../store/index.ts'

/** The secrets that vendors sign webhooks with, so that logs can leave them out. */
export interface HookSecrets {
  all(): readonly string[]
  renew(): Promise<void>
}

/** Shorter ones would blot out ordinary words. */
const shortestSecret = 4

export async function hookSecrets(
  store: Store,
  configuration: Configuration,
): Promise<HookSecrets> {
  let known: readonly string[] = []
  const secrets: HookSecrets = {
    all: () => known,
    renew: async () => {
      known = await store.read(function* (dialect, org) {
        const found: string[] = []
        for (const id of configuration.connections.keys()) {
          const state = yield* readRegistrations(dialect, org, id)
          found.push(...(state?.registered ?? []).flatMap(({ secret }) => secret ?? []))
        }
        return found.filter((secret) => secret.length >= shortestSecret)
      })
    },
  }
  await secrets.renew()
  return secrets
}
