/** What the host answered to the password, for as long as this tab is open; in a frame the browser may keep nothing. */
export function keptKey(token: string): string | undefined {
  try {
    return sessionStorage.getItem(place(token)) ?? undefined
  } catch {
    return undefined
  }
}

export function keepKey(token: string, key: string): void {
  try {
    sessionStorage.setItem(place(token), key)
  } catch {
    // Then it is asked for once more after the page was loaded anew.
  }
}

function place(token: string): string {
  return `cartograph.share.${token}`
}
