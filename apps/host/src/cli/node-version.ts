const lowest = [22, 20] as const

/** What to tell the user of a Node that is too old; undefined where it will do. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return undefined
  return (
    `Cartograph needs Node.js ${lowest.join('.')} or newer; this is ${version}.\n` +
    'Install a newer one from https://nodejs.org, then run the command again.\n'
  )
}
