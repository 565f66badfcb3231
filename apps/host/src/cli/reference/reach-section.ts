import type { Connector, Feed, Json, RateLimit, Surface, Webhook } from '@cartograph/core'
import type { KnownPart } from './known-parts.ts'
import { inCode, markdownTable, sections, spanText } from './markdown.ts'
import type { SampleSettings } from '../../config/index.ts'

/** What the connector may touch: hosts, rights that it asks for, and how often it asks. */
export function reachSection(
  connector: Connector<unknown, Json>,
  needs: readonly string[],
  sample: SampleSettings | undefined,
): string {
  const hosts = sample === undefined ? undefined : connector.hosts(sample.config)
  const scopes = connector.oauth2?.scopes
  return sections([
    '## What it reaches',
    [
      hosts === undefined || hosts.length === 0
        ? undefined
        : `- Hosts, with the settings above: ${hosts.map(inCode).join(', ')}.`,
      hosts?.length === 0 ? '- No host at all.' : undefined,
      needs.length === 0 ? undefined : `- On this machine: ${needs.map(inCode).join(', ')}.`,
      scopes === undefined
        ? undefined
        : `- Consent (OAuth 2) to: ${scopes.map(inCode).join(', ')}.`,
    ]
      .filter((line) => line !== undefined)
      .join('\n'),
    sample === undefined ? undefined : limitsTable(connector.limits?.(sample.config) ?? {}),
  ])
}

export function webhookSection(webhook: Webhook<unknown> | undefined): string {
  if (webhook === undefined) return ''
  const made =
    webhook.register === undefined
      ? 'They are made by hand at the vendor, to the address that `cartograph webhooks show` tells.'
      : '`cartograph serve` registers them at the vendor; `cartograph webhooks` shows them and takes them back.'
  return sections([
    '## Webhooks',
    `Verified on their raw bytes, stored, then answered. ${made} Refused with ${webhook.refused ?? 401}; asked to come again with ${webhook.unavailable ?? 503}.`,
  ])
}

export function feedSection(feed: Feed<unknown> | undefined): string {
  if (feed === undefined) return ''
  return sections([
    "## The vendor's log",
    `Changes of ${feed.streams.map(inCode).join(', ')}. The vendor keeps ${spanText(feed.retentionMs)} of it; reading stays ${spanText(feed.settleMs)} behind, because entries become visible late.`,
  ])
}

export function surfacesSection(surfaces: readonly KnownPart<Surface<unknown>>[]): string {
  if (surfaces.length === 0) return ''
  return sections([
    '## Surfaces',
    markdownTable(
      ['surface', 'routes', 'who may call', 'answers within'],
      surfaces.map(({ name, part }) => [
        inCode(name),
        Object.keys(part.routes).map(inCode).join(', '),
        'verify' in part.authentication
          ? "the vendor's own signature"
          : `a token with ${part.authentication.permissions.map(inCode).join(', ') || 'no permission'}`,
        spanText(part.deadlineMs),
      ]),
    ),
  ])
}

function limitsTable(limits: Readonly<Record<string, RateLimit>>): string {
  const entries = Object.entries(limits)
  if (entries.length === 0) return ''
  return sections([
    'Limits that are kept:',
    markdownTable(
      ['budget', 'requests', 'at most', 'under way at once', 'shared'],
      entries.map(([name, { match, requests, windowMs, concurrent, sharedBy }]) => [
        inCode(name),
        match === undefined ? 'all' : inCode(match),
        requests === undefined ? '' : `${requests} in ${spanText(windowMs ?? 1000)}`,
        concurrent === undefined ? '' : String(concurrent),
        sharedBy === undefined ? '' : 'by all connections of one account',
      ]),
    ),
  ])
}
