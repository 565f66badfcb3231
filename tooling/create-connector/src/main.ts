#!/usr/bin/env node
// Loads the rest only where it can run.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 20)) {
  console.error(
    `Connectors need Node 22.20 or newer, and this is ${process.versions.node}. Install one from https://nodejs.org and run the command again.`,
  )
  process.exitCode = 2
} else void create()

async function create(): Promise<void> {
  const { createConnector } = await import('./command.ts')
  process.exitCode = await createConnector(process.argv.slice(2), {
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    folder: process.cwd(),
    say: (text) => console.log(text),
  })
}
