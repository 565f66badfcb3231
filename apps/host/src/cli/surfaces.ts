import { fault } from '@cartograph/core'
import { moveSurface, surfaceStates, type SurfaceState } from '../api/index.ts'
import type { SurfaceAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph surfaces [show]`, `cartograph surfaces rotate <connection.surface>`: where tills and forms call. */
export function surfacesCommand(
  terminal: Terminal,
  action: SurfaceAction,
  name: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  const readOnly = action === 'show'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const surfaces = await surfaceStates(installation)
    if (action === 'show') {
      await terminal.out(
        options.json === true
          ? `${JSON.stringify({ ok: true, surfaces })}\n`
          : surfacesText(surfaces),
      )
      return 0
    }
    const address = await moveSurface(installation, named(surfaces, name))
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok: true, address })}\n` : `${address}\n`,
    )
    return 0
  })
}

export function surfacesText(surfaces: readonly SurfaceState[]): string {
  if (surfaces.length === 0) return 'No connection has surfaces.\n'
  return surfaces
    .map((surface) => `${[nameOf(surface), ...linesOf(surface)].join('\n  ')}\n`)
    .join('')
}

function linesOf({ address, takes }: SurfaceState): readonly string[] {
  const needsToken = takes.some((form) => form.startsWith('token'))
  return [
    `address  ${address ?? 'none yet; the first `cartograph serve` makes it'}`,
    `takes    ${takes.map((form) => (form === 'verify' ? 'what its settings say' : form)).join(', or ')}`,
    ...(needsToken
      ? ['token    cartograph tokens issue NAME --permission surfaces:call, shown once']
      : []),
  ]
}

function named(surfaces: readonly SurfaceState[], name: string | undefined): SurfaceState {
  const found = surfaces.find((surface) => nameOf(surface) === name)
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    message:
      name === undefined ? 'Name a surface: connection.surface.' : `There is no surface ${name}.`,
    hint: `There is: ${surfaces.map(nameOf).join(', ') || 'none'}.`,
  })
}

function nameOf({ connection, name }: SurfaceState): string {
  return `${connection}.${name}`
}
