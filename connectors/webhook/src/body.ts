import { createHash } from 'node:crypto'
import type { Json, Key } from '@cartograph/core'
import type { Settings } from './settings.ts'
import type { WebhookItem } from './item.ts'
import { xmlDocument } from './xml.ts'

/** One thing to tell a receiver. */
export interface Message {
  readonly op: 'write' | 'delete'
  readonly key: Key
  /** The same for every repeat. */
  readonly idempotencyKey: string
  /** Nothing of what is deleted. */
  readonly body: WebhookItem['body'] | null
}

/** One request: all that depends on the items and not on the attempt. */
export interface Letter {
  /** The same for repeats of the same items. */
  readonly id: string
  readonly url: string
  readonly method: string
  readonly contentType: string
  readonly body: string | null
}

/** Puts messages into one request; several only where the settings have several in a request. */
export function letterOf(config: Settings, messages: readonly [Message, ...Message[]]): Letter {
  const { url, method = 'POST', batchSize = 1, deletes = 'none' } = config
  const [first] = messages
  const isList = batchSize > 1
  const isDelete = first.op === 'delete' && deletes === 'method'
  const shown = messages.map((message) => shownMessage(config, message))
  const isEmpty = isDelete && config.body !== 'envelope'
  return {
    id: isList ? idOf(messages) : first.idempotencyKey,
    url: url.replaceAll('{key}', first.key.map((part) => encodeURIComponent(part)).join('/')),
    method: isDelete ? 'DELETE' : method,
    ...bodyOf(config, isList ? shown : (shown[0] ?? null)),
    ...(isEmpty && { body: null }),
  }
}

/** A value in the format of the settings. */
export function bodyOf(
  config: Settings,
  value: Json,
): { readonly contentType: string; readonly body: string } {
  return {
    contentType: config.format === 'xml' ? 'application/xml; charset=utf-8' : 'application/json',
    body: written(config, value),
  }
}

function shownMessage(config: Settings, { op, key, idempotencyKey, body }: Message): Json {
  if (config.body !== 'envelope') return body
  return { id: idempotencyKey, op, key: key.length === 1 ? key[0] : key, data: body }
}

function written({ format, rootElement = 'item' }: Settings, value: Json): string {
  if (format !== 'xml') return JSON.stringify(value)
  return Array.isArray(value)
    ? xmlDocument('items', { [rootElement]: value as Json[] })
    : xmlDocument(rootElement, value)
}

/** The receiver tells repeats of a batch by the ids inside it, since others may share its next attempt. */
function idOf(messages: readonly Message[]): string {
  const ids = messages.map(({ idempotencyKey }) => idempotencyKey).join('\n')
  return createHash('sha256').update(ids).digest('hex')
}
