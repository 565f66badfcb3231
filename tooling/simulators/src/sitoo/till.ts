import type { TillToken } from './assumptions.ts'
import { isJsonObject, type Json, type JsonObject } from './json.ts'

export interface TillOptions {
  /** The address of the CRM, as it stands in the Backoffice. */
  readonly crmUrl: string
  readonly token: string
  /** How the token travels. Default: as a bearer. */
  readonly tokenBy?: TillToken
  /** The form of the CRM: Custom CRM, or the customers of today. Default 1. */
  readonly form?: 1 | 2
  readonly storeId?: string
  readonly staffId?: string
  /** Sends the requests. Default: over the network. */
  readonly send?: (request: Request) => Promise<Response>
}

/** What the CRM answered; nobody answered in ten seconds: status 0. */
export interface TillAnswer {
  readonly status: number
  readonly body: Json
}

/** A till as a client of the CRM that it is connected to. */
export interface SimulatedTill {
  find(key: string, keyType?: 'mobile' | 'email' | 'member_number'): Promise<TillAnswer>
  card(contactId: string): Promise<TillAnswer>
  purchases(contactId: string): Promise<TillAnswer>
  register(contact: JsonObject): Promise<TillAnswer>
  update(contactId: string, contact: JsonObject): Promise<TillAnswer>
  consents(): Promise<TillAnswer>
  lookUp(key: string): Promise<TillAnswer>
  redeem(contactId: string, body: JsonObject): Promise<TillAnswer>
  /** Of the newer form alone. */
  undo(contactId: string, body: JsonObject): Promise<TillAnswer>
}

/** So long a till waits. */
const timeoutMs = 10_000

/**
 * A till that speaks to a CRM: the Custom CRM of the first form, or the customers of the second.
 *
 * @see https://developer.sitoo.com/spi-customcrm/contacts, https://developer.sitoo.com/spi-crm-v2/endpoints
 */
export function simulatedTill(options: TillOptions): SimulatedTill {
  const { form = 1, crmUrl, send = fetch } = options
  const ask = async (method: string, path: string, body?: JsonObject): Promise<TillAnswer> => {
    const url = new URL(`${crmUrl}${path}`)
    const { tokenBy = 'bearer', token } = options
    if (tokenBy === 'apikey' || tokenBy === 'token') url.searchParams.set(tokenBy, token)
    const request = new Request(url, {
      method,
      headers: headersOf(options),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    try {
      const response = await send(request)
      return { status: response.status, body: parsed(await response.text()) }
    } catch {
      return { status: 0, body: null }
    }
  }
  const encoded = encodeURIComponent
  const people = form === 1 ? '/contacts' : '/customers'
  return {
    find: (key, keyType = key.includes('@') ? 'email' : 'mobile') =>
      ask(
        'GET',
        form === 1
          ? `/contacts?key=${encoded(key)}&include_extended=true`
          : `/customers?key_type=${keyType}&key=${encoded(key)}`,
      ),
    card: (id) => ask('GET', `${people}/${encoded(id)}`),
    purchases: (id) => ask('GET', `${people}/${encoded(id)}/transactions?start=0&num=20`),
    register: (contact) => ask('POST', people, contact),
    update: (id, contact) => ask('PUT', `${people}/${encoded(id)}`, contact),
    consents: () => ask('GET', '/consents'),
    lookUp: (key) =>
      ask('GET', `/${form === 1 ? 'lookup_contacts' : 'lookup_customers'}?key=${encoded(key)}`),
    redeem: (id, body) =>
      ask('POST', `${people}/${encoded(id)}/${form === 1 ? 'redeem' : 'redeem_items'}`, body),
    undo: (id, body) => ask('POST', `${people}/${encoded(id)}/undo_redeem_items`, body),
  }
}

/** The one contact that an answer holds. */
export function onlyContact({ body }: TillAnswer): JsonObject | undefined {
  const [only] = Array.isArray(body) ? (body as readonly Json[]) : []
  return isJsonObject(only) ? only : undefined
}

function headersOf(options: TillOptions): Readonly<Record<string, string>> {
  const { token, form = 1, storeId, staffId } = options
  // The second form knows Basic alone.
  const by = form === 2 ? 'basic' : (options.tokenBy ?? 'bearer')
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(by === 'bearer' && { authorization: `Bearer ${token}` }),
    ...(by === 'basic' && { authorization: basic(`sitoo:${token}`) }),
    ...(by === 'basicUser' && { authorization: basic(`${token}:`) }),
    ...(by === 'header' && { 'x-api-key': token }),
    ...(storeId !== undefined && { 'store-id': encodeURIComponent(storeId) }),
    ...(staffId !== undefined && { 'staff-id': encodeURIComponent(staffId) }),
  }
}

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
