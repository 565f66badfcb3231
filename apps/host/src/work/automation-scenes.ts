import { faultOf, type JsonObject } from '@cartograph/core'
import {
  compileAutomation,
  describedAction,
  openAction,
  type AutomationScene,
  type CompiledAutomation,
  type OpenAction,
} from '../automation/index.ts'
import {
  defaultAttribution,
  defaultContacting,
  type Configuration,
  type Connection,
} from '../config/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'
import { editCustomer, makeLink, tagCustomer, type WritingScene } from '../customers/index.ts'
import type { Clock } from '../queue/index.ts'
import { editWish, tagWish } from '../wishes/index.ts'
import { zoneOf } from './notice-scene.ts'

export interface AutomationInstallation extends Installation {
  readonly clock: Clock
  readonly now: () => number
  readonly engine: RunOptions
}

/** What automations judge and prepare with. */
export function automationScene({
  configuration,
  store,
  now,
}: Omit<AutomationInstallation, 'clock' | 'engine'>): AutomationScene {
  const { connections, contacting = defaultContacting, host } = configuration
  const { url } = host ?? {}
  return {
    store,
    contacting,
    links: ownLinks(configuration),
    zoneOf: (connection) =>
      (connection === undefined ? undefined : connections.get(connection)?.timeZone) ??
      zoneOf(configuration),
    unsubscribeLink: async (address) =>
      url === undefined
        ? undefined
        : makeLink(
            { store, url, now },
            { purpose: 'unsubscribe', channel: 'email', address, topic: 'marketing' },
          ),
  }
}

/** Which links of messages carry parameters: those to the shops of the configuration, unless it says others. */
function ownLinks({
  attribution = defaultAttribution,
  connections,
  host,
}: Pick<Configuration, 'attribution' | 'connections' | 'host'>): AutomationScene['links'] {
  const { add, domains } = attribution.links
  return { add, domains: domains ?? shopDomains(connections), host: host?.url }
}

const domainsOf = new WeakMap<Configuration['connections'], readonly string[]>()

/** Where the connections of the configuration are, without the `www` and the port; each connector is asked once. */
function shopDomains(connections: Configuration['connections']): readonly string[] {
  const known = domainsOf.get(connections)
  if (known !== undefined) return known
  const hosts = [...connections.values()].flatMap(hostsOf)
  const domains = hosts.map((host) => host.replace(/:\d+$/u, '').replace(/^www\./u, ''))
  const found = [...new Set(domains)]
  domainsOf.set(connections, found)
  return found
}

function hostsOf({ connector, config }: Connection): readonly string[] {
  try {
    return connector.hosts(config)
  } catch {
    // It stops its own connection, and no mail about others.
    return []
  }
}

const compiledOf = new WeakMap<Configuration, Promise<ReadonlyMap<string, CompiledAutomation>>>()

/** The automations of the configuration, compiled once. */
export function compiledAutomations(
  configuration: Configuration,
): Promise<ReadonlyMap<string, CompiledAutomation>> {
  const known = compiledOf.get(configuration)
  if (known !== undefined) return known
  const made = compileAll(configuration)
  compiledOf.set(configuration, made)
  return made
}

async function compileAll({
  automations = new Map<string, never>(),
}: Configuration): Promise<ReadonlyMap<string, CompiledAutomation>> {
  const compiled = new Map<string, CompiledAutomation>()
  for (const automation of automations.values())
    compiled.set(automation.id, await compileAutomation(automation))
  return compiled
}

/** Opens the action of a connection, or what staff do by hand. */
export async function openDeed(
  installation: AutomationInstallation,
  writing: () => WritingScene,
  through: string,
): Promise<OpenAction> {
  if (through === '$customer.tag')
    return ownDeed(async (person, wish, key) =>
      tagCustomer(writing(), person, tagWish.parse(wish), { key, by }),
    )
  if (through === '$customer.set')
    return ownDeed(async (person, wish, key) =>
      editCustomer(writing(), person, editWish.parse(wish), { key, by }),
    )
  return openAction(installation, through)
}

/** What a deed takes and whom it is about, without asking anybody. */
export function describedDeed(
  installation: Pick<AutomationInstallation, 'configuration'>,
  through: string,
): Pick<OpenAction, 'check' | 'subject'> {
  return through.startsWith('$')
    ? { check: async () => {}, subject: () => null }
    : describedAction(installation, through)
}

const by = { kind: 'host' } as const

/** What is written here is written once for its key, so it may be asked for again. */
function ownDeed(
  write: (person: string, wish: JsonObject, key: string) => Promise<unknown>,
): OpenAction {
  return {
    onUnknown: 'repeatWithKey',
    timeoutMs: 60_000,
    landMs: 0,
    check: async () => {},
    subject: () => null,
    resolve: async () => 'unknown',
    act: async ({ person, ...wish }, key) => {
      try {
        await write(typeof person === 'string' ? person : '', wish, key)
        return { outcome: { status: 'ok' } }
      } catch (error) {
        return { outcome: { status: 'failed', fault: faultOf(error) } }
      }
    },
  }
}
