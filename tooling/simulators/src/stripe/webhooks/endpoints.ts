import { create, existing } from '../changes/change.ts'
import type { JsonObject, StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'
import { letterRow } from '../store/identifiers.ts'

export interface NewEndpoint {
  readonly url: string
  /** Types, or `*`. Default: all. */
  readonly events?: readonly string[]
  /** Thin payloads name the object and do not show it. Default false. */
  readonly isThin?: boolean
  /** The version that its payloads are rendered at. Default: the account's. */
  readonly apiVersion?: string
  /** It is told of connected accounts, and not of this one. Default false. */
  readonly connect?: boolean
  readonly fields?: JsonObject
}

/** Where webhooks are sent, with what is not shown of it. */
export interface Endpoint {
  readonly row: StripeObject
  readonly isThin: boolean
  readonly isConnect: boolean
  /** The newest first. */
  readonly secrets: readonly string[]
}

export interface Endpoints {
  add(
    account: Account,
    wanted: NewEndpoint,
  ): { readonly row: StripeObject; readonly secret: string }
  /** Gives an endpoint a new secret; the old one signs too for so long. */
  roll(account: Account, id: string, keepSeconds: number): string
  /** Those of an account that are enabled. */
  enabled(account: Account): readonly Endpoint[]
  /** An endpoint that is there and enabled. */
  find(account: Account, id: string): Endpoint | undefined
}

interface Hidden {
  readonly isThin: boolean
  readonly isConnect: boolean
  readonly secrets: readonly { readonly text: string; readonly until: number }[]
}

export function endpointsOf(): Endpoints {
  const hidden = new Map<string, Hidden>()
  let rolled = 0

  const newSecret = (account: Account, id: string): string => {
    rolled += 1
    return `whsec_${letterRow(32, account.seed, id, rolled)}`
  }

  const found = (account: Account, id: string): Endpoint | undefined => {
    const row = account.tables.webhook_endpoints.get(id)
    const kept = hidden.get(id)
    if (row?.['status'] !== 'enabled' || kept === undefined) return undefined
    const now = account.present()
    const secrets = kept.secrets.filter(({ until }) => until > now).map(({ text }) => text)
    return { row, isThin: kept.isThin, isConnect: kept.isConnect, secrets }
  }

  return {
    add(account, { url, events = ['*'], isThin = false, apiVersion, connect = false, fields }) {
      const row = create(account, 'webhook_endpoints', {
        api_version: apiVersion ?? null,
        enabled_events: events,
        url,
        ...fields,
      })
      const secret = newSecret(account, row.id)
      hidden.set(row.id, { isThin, isConnect: connect, secrets: [forever(secret)] })
      return { row, secret }
    },
    roll(account, id, keepSeconds) {
      existing(account, 'webhook_endpoints', id)
      const kept = hidden.get(id)
      const secret = newSecret(account, id)
      const until = account.present() + keepSeconds
      const before = (kept?.secrets ?? []).map((old) => ({
        text: old.text,
        until: Math.min(old.until, until),
      }))
      hidden.set(id, {
        isThin: kept?.isThin ?? false,
        isConnect: kept?.isConnect ?? false,
        secrets: [forever(secret), ...before],
      })
      return secret
    },
    enabled(account) {
      const table = account.tables.webhook_endpoints
      return Array.from(
        { length: table.length },
        (_, position) => found(account, table.at(position).id) ?? [],
      ).flat()
    },
    find: found,
  }
}

function forever(text: string) {
  return { text, until: Number.POSITIVE_INFINITY }
}
