const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** What is wrong with an address of the API. */
export function addressProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null) return 'no address'
  if (url.protocol !== 'https:' && !localHost.test(url.hostname)) return 'not encrypted'
  return text.endsWith('/') ? 'a slash at its end' : undefined
}

export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
