import type { RequestData, ResponseData } from './protocol.ts'

/** Answers without a body, in the words of the platform. */
const bodiless = new Set([101, 204, 205, 304])

export function requestData({ url, method, headers }: Request): RequestData {
  return { url, method, headers: [...headers] }
}

export function requestOf({ url, method, headers }: RequestData, body?: Uint8Array): Request {
  return new Request(url, {
    method,
    headers: headers.map(([name, value]) => [name, value] as [string, string]),
    redirect: 'manual',
    ...(body !== undefined && { body: new Uint8Array(body) }),
  })
}

export function responseData(response: Response): ResponseData {
  const { status, statusText, headers, url } = response
  return { status, statusText, headers: [...headers], url }
}

export function responseOf(
  { status, statusText, headers, url }: ResponseData,
  body: ConstructorParameters<typeof Response>[0],
): Response {
  const response = new Response(bodiless.has(status) ? null : body, {
    status,
    statusText,
    headers,
  })
  // The platform sets it only for what it fetched itself.
  Object.defineProperty(response, 'url', { value: url })
  return response
}

/** The body of a message, whole. */
export async function bodyOf(message: Request | Response): Promise<Uint8Array | undefined> {
  return message.body === null ? undefined : new Uint8Array(await message.arrayBuffer())
}
