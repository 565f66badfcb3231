import { fault, faultOf, isFault, type Fault } from '@cartograph/core'
import type { Exit } from './keeper.ts'
import type { Failure } from './protocol.ts'

/** What was thrown in the host, for the connector: faults as they are, and the words of all else. */
export function failureOf(thrown: unknown): Failure {
  const found = faultOf(thrown)
  const isNamed = thrown instanceof Error && !isFault(thrown) && found.kind === 'contract'
  return isNamed ? { error: { name: thrown.name, message: thrown.message } } : { fault: found }
}

/** What was thrown in the connector's process; what it may not do is named after its package. */
export function hostErrorOf(failure: Failure, label: string): Error {
  if ('fault' in failure) return fault(failure.fault)
  if ('denied' in failure)
    return fault({
      kind: 'contract',
      scope: 'connection',
      message: `${label} tried to ${deed(failure.denied)}, which an isolated connector may not do.`,
      hint: 'Tell the author of the package. Only if you trust it with everything on this machine, set isolation: none.',
    })
  const error = new Error(failure.error.message)
  error.name = failure.error.name
  return error
}

function deed({ permission, resource }: { permission: string; resource: string }): string {
  const what = resource === '' ? '' : ` ${resource.slice(0, 200)}`
  switch (permission) {
    case 'FileSystemRead':
      return `read${what === '' ? ' a file' : what}`
    case 'FileSystemWrite':
      return `write${what === '' ? ' a file' : what}`
    case 'ChildProcess':
      return 'start another program'
    case 'WorkerThreads':
      return 'start a thread'
    case 'Addon':
      return 'load a native module'
    case 'Net':
      return `reach the network past its context (${what.trim()})`
    case 'Signal':
      return 'send a signal to a process'
    default:
      return `use what needs the permission ${permission}`
  }
}

/** Why a process ended, for the one who must act. */
export function endedFault(label: string, exit: Exit, heapMb: number): Error & Fault {
  const tell = 'Tell the author of the package. What was read before is kept.'
  const { why = '', code, signal, lastWords } = exit
  if (why === 'silent')
    return fault({
      kind: 'contract',
      scope: 'connection',
      message: `${label} hangs: its process did not answer any more, and was ended.`,
      hint: tell,
    })
  if (why.startsWith('protocol: '))
    return fault({
      kind: 'contract',
      scope: 'connection',
      message: `${label} does not speak as a connector does (${why.replace('protocol: ', '')}); its process was ended.`,
      hint: tell,
    })
  if (/heap limit|heap out of memory|memory allocation failed/i.test(lastWords))
    return fault({
      kind: 'transient',
      message: `${label} used more than the ${heapMb} MB of memory that it may use, and its process ended.`,
      hint: tell,
    })
  const how = signal === null ? `with exit code ${code ?? 'none'}` : `by ${signal}`
  return fault({
    kind: 'transient',
    message: `The process of ${label} ended ${why === '' ? how : `(${why})`}.`,
    hint: 'What was read is kept, and the next attempt goes on in a new process.',
  })
}
