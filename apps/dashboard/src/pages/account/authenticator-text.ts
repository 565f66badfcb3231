const lettersInGroup = 4

/** The secret in the address of a key, in groups, for whoever types it: `JBSW Y3DP EHPK 3PXP`. */
export function secretIn(address: string): string {
  const secret = new URL(address).searchParams.get('secret') ?? ''
  return (secret.match(new RegExp(`.{1,${lettersInGroup}}`, 'gu')) ?? []).join(' ')
}

/** Codes for emergencies as a file, one in a line. */
export function codesText(title: string, codes: readonly string[]): string {
  return [title, '', ...codes, ''].join('\n')
}
